import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { atrium } from '../../support/process/launch.ts';
import { type OperatorsPostgres, startOperatorsPostgres } from '../../support/process/operators-postgres.ts';
import { ADMIN, type Server, sessionOf, startServer } from '../../support/process/server.ts';
import { makeWorkshop } from '../../support/process/workshop.ts';
import { within } from '../../support/within.ts';

vi.setConfig({ testTimeout: 120_000 });

const workshop = makeWorkshop();
const TOKEN = 'metrics-token-of-this-test';

describe('health, behind DATABASE_URL', () => {
  let postgres: OperatorsPostgres;
  let server: Server;
  let env: Record<string, string>;
  beforeAll(async () => {
    postgres = await startOperatorsPostgres(join(workshop.folder, 'operators'));
    env = { DATABASE_URL: postgres.url, ATRIUM_SECRET_KEY: randomBytes(32).toString('base64') };
    server = await startServer({ env: { ...env, ...ADMIN, ATRIUM_METRICS_TOKEN: TOKEN } });
  });
  afterAll(async () => {
    const { code, stderr } = await server.stop();
    await postgres.stop();
    expect(code).toBe(0);
    expect(stderr).not.toContain(TOKEN);
  });

  const ask = async (path: string, headers = {}) => {
    const answer = await fetch(`${server.web}${path}`, { headers });
    return { status: answer.status, text: await answer.text() };
  };

  test('/metrics exists for the bearer of the token only, and names no user, workspace, worker or key', async () => {
    const pair = JSON.parse(
      (await atrium(['credentials', 'create', '--user', ADMIN.ATRIUM_ADMIN_EMAIL, '--json'], { env })).stdout,
    );
    const worker = 'the-worker-of-this-test';
    const as = { basic: pair, headers: { 'x-clearml-worker': worker } };
    expect((await server.call('auth.login', {}, as)).code).toBe(200);
    const login = await server.call(
      'login.password',
      { email: ADMIN.ATRIUM_ADMIN_EMAIL, password: ADMIN.ATRIUM_ADMIN_PASSWORD },
      { session: 'none' },
    );
    const me = await server.call('users.get_current_user', {}, { ...as, tenant: pair.workspace_id });
    const unknown = 'whatever_a_caller_types';
    await server.call(`${unknown}.get_all`, {}, as);
    for (const authorization of [undefined, 'Bearer wrong', TOKEN, `Basic ${btoa(`a:${TOKEN}`)}`])
      expect((await ask('/metrics', authorization && { authorization })).status).toBe(404);
    const { status, text } = await ask('/metrics', { authorization: `Bearer ${TOKEN}` });
    expect(status).toBe(200);
    expect(text).toMatch(/atrium_calls_total\{method="auth.login",code="200"\} 1\n/);
    const secrets = [
      me.data.user.id,
      pair.workspace_id,
      pair.access_key,
      worker,
      unknown,
      ADMIN.ATRIUM_ADMIN_EMAIL,
      ADMIN.ATRIUM_ADMIN_NAME,
      sessionOf(login),
      '127.0.0.1',
    ];
    for (const known of secrets) expect(text).not.toContain(known);
    const labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, label]) => label));
    expect([...labels].filter((label) => !RUNTIME_LABELS.has(label ?? '')).toSorted()).toEqual([
      'code',
      'method',
    ]);
  });

  test('/readyz says 503 while the database is away, /healthz stays ok; then the server serves again', async () => {
    expect(await ask('/healthz')).toEqual({ status: 200, text: 'ok' });
    expect(await ask('/readyz')).toEqual({ status: 200, text: 'ok' });
    const pair = JSON.parse(
      (await atrium(['credentials', 'create', '--user', ADMIN.ATRIUM_ADMIN_EMAIL, '--json'], { env })).stdout,
    );
    const { token: bearer } = (await server.call('auth.login', {}, { basic: pair })).data;
    await postgres.stop();
    expect((await ask('/readyz')).status).toBe(503);
    expect(await ask('/healthz')).toEqual({ status: 200, text: 'ok' });
    // Nothing is answered from memory, and nothing says that the credential is wrong.
    await within(
      1_000,
      () => server.call('users.get_current_user', {}, { bearer }),
      ({ code }) => code === 500,
    );
    await postgres.start();
    await within(
      10_000,
      () => ask('/readyz'),
      ({ status }) => status === 200,
    );
    expect((await server.call('auth.login', {}, { basic: pair })).code).toBe(200);
    // Its listener is back as well: a revocation is heard.
    await atrium(['credentials', 'revoke', pair.access_key], { env });
    await within(
      1_000,
      () => server.call('users.get_current_user', {}, { bearer }),
      ({ code }) => code === 401,
    );
  });

  test('without ATRIUM_METRICS_TOKEN there is no /metrics', async () => {
    const other = await startServer({ env });
    for (const authorization of ['Bearer ', 'Bearer undefined', `Bearer ${TOKEN}`])
      expect((await fetch(`${other.web}/metrics`, { headers: { authorization } })).status).toBe(404);
    expect((await other.stop()).code).toBe(0);
  });

  test('a stop while the database is away ends the process all the same', async () => {
    const pair = JSON.parse(
      (await atrium(['credentials', 'create', '--user', ADMIN.ATRIUM_ADMIN_EMAIL, '--json'], { env })).stdout,
    );
    const other = await startServer({ env });
    // Its last use waits to be written.
    expect((await other.call('auth.login', {}, { basic: pair })).code).toBe(200);
    await postgres.stop();
    const { code, stderr } = await other.stop();
    expect(code).toBe(0);
    expect(stderr).not.toMatch(/\n\s+at /);
    await postgres.start();
  });
});

/** Labels of Node's own figures. */
const RUNTIME_LABELS = new Set(['le', 'kind', 'type', 'space', 'version', 'major', 'minor', 'patch']);
