import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { firstStart } from '../../src/server/first-start.ts';
import { CLEANUP_SECRETS, playCleanup } from '../support/planted-cleanup.ts';
import { playStorage, STORAGE_SECRETS } from '../support/planted-storage.ts';
import { playVaults, VAULT_SECRETS } from '../support/planted-vaults.ts';
import { createTestApp, ROOT_KEY, type TestApp } from '../support/test-app.ts';

/** Everything secret that the scenario below lets the server see, by what it is. */
const secrets: Record<string, string> = {
  'first password': 'planted otter gravel 41',
  'changed password': 'planted linen basalt 42',
  'reset password': 'planted maple cobalt 43',
  'wrong password': 'planted wrong guess 44',
  'password typed as address': 'planted in the wrong field 45',
  'metrics token': 'planted-metrics-token-46',
  'root key': ROOT_KEY,
  ...VAULT_SECRETS,
  ...STORAGE_SECRETS,
  ...CLEANUP_SECRETS,
};

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ environment: { ATRIUM_METRICS_TOKEN: secrets['metrics token'] ?? '' } });
  await playThrough();
});
afterAll(() => app.end());

const plant = (what: string, secret: string | undefined) => {
  if (!secret) throw new Error(`no ${what}`);
  secrets[what] = secret;
  return secret;
};
const sessionOf = (answer: { headers: Record<string, unknown> }) =>
  /atrium_session=([^;]+)/.exec(String(answer.headers['set-cookie']))?.[1];

/** A first start, sign-ins, passwords, links, key pairs, tokens, and every kind of failure beside them. */
async function playThrough(): Promise<void> {
  const password = secrets['first password'] ?? '';
  const first = await firstStart(app.parts, { admin_password: undefined });
  const secret = plant('claim link', first?.claim_url.split('#')[1]);
  const email = 'planted@example.org';
  const session = plant(
    'session',
    sessionOf(await app.call('login.claim', { secret, email, name: 'Planted', password })),
  );
  const page = { session };
  await app.call('login.password', { email, password: secrets['wrong password'] });
  await app.call('login.password', { email: secrets['password typed as address'], password: 'x' });
  await app.call(
    'users.change_password',
    { current_password: password, new_password: secrets['changed password'] },
    page,
  );
  const made = await app.call('accounts.create', { email: 'other@example.org', name: 'Other' }, page);
  plant('first link', made.data.link.url.split('#')[1]);
  const again = await app.call('accounts.reset_password', { account: made.data.id }, page);
  const link = plant('reset link', again.data.link.url.split('#')[1]);
  await app.call('login.reset_password', { secret: link, password: secrets['reset password'] });
  plant(
    'second session',
    sessionOf(
      await app.call('login.password', { email: 'other@example.org', password: secrets['reset password'] }),
    ),
  );
  const { credentials } = (await app.call('auth.create_credentials', { label: 'planted' }, page)).data;
  plant('API secret', credentials.secret_key);
  const rotated = (await app.call('credentials.rotate', { access_key: credentials.access_key }, page)).data;
  plant('rotated API secret', rotated.credentials.secret_key);
  const { token } = (await app.call('auth.login', {}, { basic: rotated.credentials })).data;
  plant('token', token);
  const bearer = { bearer: token };
  await app.call('auth.validate_token', { token }, page);
  await app.call('auth.login', {}, { basic: { ...credentials, access_key: `${credentials.access_key}X` } });
  await app.call('users.get_all', { name: '[' }, bearer);
  await app.call('users.get_all', {}, { ...bearer, headers: { 'x-clearml-worker': 'w'.repeat(300) } });
  await app.api.inject({
    method: 'POST',
    url: '/auth.login',
    headers: { authorization: `Bearer ${token}` },
    payload: '{',
  });
  await app.api.inject({ url: '/metrics', headers: { authorization: `Bearer ${secrets['metrics token']}` } });
  await playVaults(app, page, bearer);
  await playStorage(app, page, bearer);
  await playCleanup(app, page);
  await app.call('auth.logout', {}, bearer);
  // Something that fails inside, with secrets on its way.
  await app.parts.database.pool.query('alter table sessions rename to sessions_away');
  await app.call('login.password', { email: 'other@example.org', password: secrets['reset password'] });
  await app.call('users.get_current_user', {}, page);
  await app.parts.database.pool.query('alter table sessions_away rename to sessions');
  await app.call('auth.get_credentials', {}, page);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
}

/** A secret as it may be written down: plain, base64, base64url, hex, URL-encoded, and quoted in JSON. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const asBytes = /^[A-Za-z0-9_-]{43}=?$/.test(secret) ? [Buffer.from(secret, 'base64url')] : [];
  return [bytes, ...asBytes].flatMap((raw) => [
    ...(raw === bytes
      ? [secret, encodeURIComponent(secret), new URLSearchParams({ a: secret }).toString().slice(2)]
      : []),
    // The last characters depend on what follows, so they are left out.
    raw.toString('base64').replace(/=+$/, '').slice(0, -1),
    raw.toString('base64url').slice(0, -1),
    raw.toString('hex'),
    raw.toString('hex').toUpperCase(),
  ]);
}

/** The names of the planted secrets that stand in a text or in bytes, in any spelling. */
function found(where: string | Buffer): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => spellings(secret).some((spelling) => where.includes(spelling)))
    .map(([what]) => what);
}

test('the search would find what it is looking for', () => {
  for (const [what, secret] of Object.entries(secrets)) {
    expect(found(`a ${secret} b`)).toContain(what);
    expect(found(`a ${Buffer.from(`x ${secret}`).subarray(2).toString('base64')} b`)).toContain(what);
    expect(found(Buffer.from(`a ${Buffer.from(secret).toString('hex')} b`))).toContain(what);
  }
  expect(Object.keys(secrets)).toHaveLength(37);
});

test('no planted secret stands in the log, whatever its level', () => {
  expect(app.logged.length).toBeGreaterThan(5);
  expect(app.logged.some((line) => line.includes('a call failed'))).toBe(true);
  expect(found(app.logged.join(''))).toEqual([]);
});

test('no planted secret stands in any row of any table', async () => {
  const { pool } = app.parts.database;
  const { rows: tables } = await pool.query("select tablename from pg_tables where schemaname = 'public'");
  expect(tables.length).toBeGreaterThan(12);
  let text = '';
  for (const { tablename } of tables) {
    const { rows } = await pool.query(
      `select t::text as row, row_to_json(t)::text as json from "${tablename}" t`,
    );
    for (const { row, json } of rows) text += `${row}\n${json}\n`;
  }
  expect(text).toContain('planted@example.org');
  expect(found(text)).toEqual([]);
});

test('no planted secret stands in the files of the database, its write-ahead log included', async () => {
  const folder = dataFolder(inject('database_folder'));
  const { rows } = await app.parts.database.pool.query(
    'select oid from pg_database where datname = current_database()',
  );
  const paths = [join('base', String(rows[0].oid)), 'pg_wal'].flatMap((name) =>
    filesBelow(join(folder, name)),
  );
  const hits: Record<string, string[]> = {};
  let markers = '';
  for (const path of paths) {
    const bytes = readIfThere(path);
    if (!bytes) continue;
    if (bytes.includes('planted@example.org')) markers += path;
    const here = found(bytes);
    if (here.length > 0) hits[path] = here;
  }
  // What was written is there to be found: every commit is in the log before it is answered.
  expect(markers).toContain('pg_wal');
  expect(hits).toEqual({});
});

/** The folder with PostgreSQL's files somewhere below this one. */
function dataFolder(folder: string): string {
  if (existsSync(join(folder, 'PG_VERSION'))) return folder;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const below = entry.isDirectory() ? dataFolder(join(folder, entry.name)) : '';
    if (below) return below;
  }
  return '';
}

/** PostgreSQL renames files of its write-ahead log when it needs them no more, whatever else is being tested. */
function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}
