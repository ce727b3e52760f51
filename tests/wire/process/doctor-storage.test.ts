import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { atrium } from '../../support/process/launch.ts';
import { ADMIN, PASSWORD, type Server, sessionOf, startServer } from '../../support/process/server.ts';
import { makeWorkshop } from '../../support/process/workshop.ts';
import { startS3rver } from '../../support/stores/s3rver.ts';
import type { TestStore } from '../../support/stores/store.ts';

vi.setConfig({ testTimeout: 180_000 });

const workshop = makeWorkshop();
const E = ADMIN.ATRIUM_ADMIN_EMAIL;
const RUNGS = ['address', 'entry', 'network', 'cors', 'signature', 'object'];

describe.skipIf(process.env.ATRIUM_TEST_POSTGRES === '15')('atrium doctor storage, beside a server', () => {
  let s3: TestStore;
  let server: Server;
  let id: string;
  let session: string;
  beforeAll(async () => {
    s3 = await startS3rver();
    await s3.put('a/text.txt', 'hello', 'text/plain');
    const ATRIUM_STORAGE_ALLOW_HOSTS = `127.0.0.1:${s3.port}`;
    const env = { ATRIUM_DATA_DIR: workshop.dataFolder(), ATRIUM_STORAGE_ALLOW_HOSTS, ...ADMIN };
    server = await startServer({ env });
    const signedIn = await server.call(
      'login.password',
      { email: E, password: PASSWORD },
      { session: 'none' },
    );
    session = sessionOf(signedIn);
    id = await save({ secret: s3.secret });
  });
  afterAll(async () => {
    expect((await server.stop()).code).toBe(0);
    await s3.stop();
  });

  const save = async (change: object) =>
    (await server.call('storage_access.save', { ...s3.place, ...change }, { session })).data.id;
  const doctor = (args: string[], env = server.env) => atrium(['doctor', 'storage', ...args], { env });

  test('an object that shows: every rung in one document, exit code 0', async () => {
    const { code, stdout, stderr } = await doctor([s3.url('a/text.txt'), '--user', E, '--json']);
    expect([code, stderr]).toEqual([0, '']);
    const { rungs, entry } = JSON.parse(stdout);
    expect(entry).toBe(id);
    expect(rungs.map(({ rung }: { rung: string }) => rung)).toEqual(RUNGS);
    expect(rungs.every(({ state }: { state: string }) => state === 'passed')).toBe(true);
  });

  test('an object that does not: the sentence and the cure, exit code 1', async () => {
    const { code, stdout, stderr } = await doctor([s3.url('a/none.txt'), '--user', E]);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/^signature ok /m);
    expect(stdout).toMatch(/^object {4}BROKEN {6}\S.*: .*\.$/m);
  });

  test('CORS that is missing comes with the rule to paste', async () => {
    await s3.allowOrigin(null);
    const { code, stdout } = await doctor([s3.url('a/text.txt'), '--user', E]);
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^cors {6}BROKEN/m)]);
    expect(stdout).toContain('AllowedOrigin');
    expect(stdout).toMatch(/^object {4}not reached$/m);
    await s3.allowOrigin('*');
  });

  test('the workspace by id or name; a URL of no entry is asked nowhere', async () => {
    const { companies } = (await server.call('organization.get_user_companies', {}, { session })).data;
    const before = s3.requests.length;
    for (const workspace of [companies[0].id, companies[0].name]) {
      const { code, stdout } = await doctor(['s3://elsewhere/a.png', '--workspace', workspace]);
      expect([code, stdout]).toEqual([1, expect.stringMatching(/^entry {5}BROKEN/m)]);
    }
    expect(s3.requests).toHaveLength(before);
  });

  test('without the exception loopback is refused from here too', async () => {
    const { ATRIUM_STORAGE_ALLOW_HOSTS: _none, ...env } = server.env;
    const { code, stdout } = await doctor([s3.url('a/text.txt'), '--user', E], env);
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^network {3}BROKEN/m)]);
  });

  test('no secret is written', async () => {
    await save({ id, secret: s3.wrong });
    const { stdout, stderr } = await doctor([s3.url('a/text.txt'), '--user', E, '--json']);
    const { secret } = s3.wrong as { secret: string };
    expect(`${stdout}${stderr}`).not.toContain(secret);
    expect(JSON.parse(stdout).rungs[4]).toMatchObject({ state: 'broken', code: 'wrong_secret' });
  });

  test.each([
    ['no URL', ['--user', E], 2],
    ['no workspace', ['s3://a/b'], 2],
    ['two URLs', ['s3://a/b', 's3://a/c', '--user', E], 2],
    ['nobody of that name', ['s3://a/b', '--user', 'nobody@example.org'], 1],
    ['a workspace that is not there', ['s3://a/b', '--workspace', 'nowhere'], 1],
    ['a person who is not in it', ['s3://a/b', '--user', E, '--workspace', 'nowhere'], 1],
  ])('%s ends with its exit code and writes nothing to stdout', async (_what, args, code) => {
    const ended = await doctor(args);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });

  test('the exception is logged at every start', () => {
    expect(server.written.stderr).toContain(`"hosts":["127.0.0.1:${s3.port}"]`);
  });
});
