import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectionSettings } from '../../../src/server/db/database.ts';
import { startEmbedded } from '../../../src/server/db/embedded/start-embedded.ts';
import { heldBack } from '../../support/held-back.ts';
import { atrium } from '../../support/process/launch.ts';
import {
  ADMIN,
  freePorts,
  PASSWORD,
  type Server,
  sessionOf,
  startServer,
} from '../../support/process/server.ts';
import { makeWorkshop, placeOf, postgresOf } from '../../support/process/workshop.ts';
import { REVOKED_MS, within } from '../../support/within.ts';

vi.setConfig({ testTimeout: 180_000 });

const workshop = makeWorkshop();
const ID = /^[0-9a-f]{32}$/;
const ME = 'users.get_current_user';

/** Runs a command that must succeed, and gives its one document. */
async function document(args: string[], env: Record<string, string>, input?: string) {
  const { code, stdout, stderr } = await atrium([...args, '--json'], { env, ...(input && { input }) });
  expect(stderr).not.toMatch(/rror|\n\s+at /);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^[^\n]*\n$/);
  // biome-ignore lint/suspicious/noExplicitAny: documents are checked by expectations, not by types
  return JSON.parse(stdout) as any;
}

/** Runs a command that must fail, and gives its code and what it says; stdout stays empty. */
async function failure(args: string[], env: Record<string, string>, input?: string) {
  const { code, stdout, stderr } = await atrium(args, { env, ...(input && { input }) });
  expect(stdout).toBe('');
  expect(stderr).not.toMatch(/\n\s+at /);
  return { code, stderr };
}

describe.skipIf(process.env.ATRIUM_TEST_POSTGRES === '15')(
  'beside a server, with the embedded PostgreSQL',
  () => {
    let server: Server;
    let env: Record<string, string>;
    beforeAll(async () => {
      server = await startServer({ env: { ATRIUM_DATA_DIR: workshop.dataFolder(), ...ADMIN } });
      env = server.env;
    });
    afterAll(async () => {
      expect((await server.stop()).code).toBe(0);
    });

    const signIn = (email: string, password: string) =>
      server.call('login.password', { email, password }, { session: 'none' });

    test('user create --password-stdin makes a person who can sign in at once', async () => {
      const made = await document(
        ['user', 'create', '--email', 'Mira@Example.org', '--name', 'Mira', '--password-stdin'],
        env,
        `${PASSWORD}\n`,
      );
      expect(made).toEqual({
        id: expect.stringMatching(ID),
        email: 'mira@example.org',
        name: 'Mira',
        workspace_id: expect.stringMatching(ID),
      });
      const login = await signIn('mira@example.org', PASSWORD);
      expect(login.code).toBe(200);
      const { data } = await server.call(ME, {}, { session: sessionOf(login) });
      expect(data.user).toMatchObject({ id: made.id, name: 'Mira', company: { id: made.workspace_id } });
    });

    test('workspace create, list, members and set-seats act on the running server', async () => {
      const made = await document(
        ['workspace', 'create', '--owner', 'mira@example.org', '--name', 'Vision'],
        env,
      );
      expect(made).toEqual({ id: expect.stringMatching(ID), name: 'Vision', owner: 'mira@example.org' });
      const login = await signIn('mira@example.org', PASSWORD);
      const as = { session: sessionOf(login) };
      const mine = async () =>
        (await server.call('organization.get_user_companies', {}, as)).data.companies.find(
          ({ id }: { id: string }) => id === made.id,
        );
      expect(await mine()).toMatchObject({ name: 'Vision', role: 'owner', allowed: null });
      expect(await document(['workspace', 'set-seats', 'Vision', '6'], env)).toMatchObject({ seats: 6 });
      expect(await mine()).toMatchObject({ allocated: 1, allowed: 6 });
      const { workspaces } = await document(['workspace', 'list'], env);
      expect(workspaces).toContainEqual({
        id: made.id,
        name: 'Vision',
        personal: false,
        owners: ['mira@example.org'],
        people: 1,
        seats: 6,
        created: expect.any(String),
      });
      const { members } = await document(['workspace', 'members', made.id], env);
      expect(members).toMatchObject([{ email: 'mira@example.org', role: 'owner', state: 'active' }]);
      expect(await document(['workspace', 'set-seats', made.id, 'none'], env)).toMatchObject({ seats: null });
      await document(['workspace', 'create', '--owner', 'mira@example.org', '--name', 'Vision'], env);
      for (const [args, code, said] of [
        [['workspace', 'members', 'Vision'], 1, 'Several workspaces'],
        [['workspace', 'members', 'Nowhere'], 1, 'There is no workspace'],
        [['workspace', 'set-seats', made.id, '0'], 2, 'whole number'],
        [['workspace', 'set-seats', made.id], 2, 'set-seats needs'],
        [['workspace', 'create', '--owner', 'mira@example.org', '--name', 'x'.repeat(121)], 2, 'The name'],
        [['workspace', 'create', '--owner', 'nobody@example.org', '--name', 'x'], 1, 'There is no account'],
        [['workspace', 'burn'], 2, 'There is no'],
      ] as const) {
        const failed = await failure([...args], env);
        expect([args, failed.code]).toEqual([args, code]);
        expect(failed.stderr).toContain(said);
      }
    });

    test('credentials create gives a pair that works at once, and revoke ends it within a second', async () => {
      const { users } = await document(['user', 'list'], env);
      const made = await document(
        ['credentials', 'create', '--user', ADMIN.ATRIUM_ADMIN_EMAIL, '--label', 'laptop'],
        env,
      );
      expect(made).toEqual({
        access_key: expect.stringMatching(/^[A-Z0-9]{30}$/),
        secret_key: expect.stringMatching(/^[A-Za-z0-9][\w-]{40,}$/),
        web_server: `${server.web}/`,
        api_server: server.api,
        files_server: server.files,
        workspace_id: expect.stringMatching(ID),
      });
      expect(new Set([made.web_server, made.api_server, made.files_server]).size).toBe(3);
      const login = await server.call('auth.login', {}, { basic: made });
      expect(login.code).toBe(200);
      const listed = await document(['credentials', 'list', '--user', users[0].id], env);
      expect(Object.keys(listed)).toEqual(['credentials']);
      expect(listed.credentials).toEqual([
        expect.objectContaining({
          access_key: made.access_key,
          label: 'laptop',
          workspace_id: made.workspace_id,
        }),
      ]);
      expect(JSON.stringify(listed)).not.toContain(made.secret_key);

      expect(await document(['credentials', 'revoke', made.access_key], env)).toEqual({ revoked: 1 });
      for (const as of [{ basic: made }, { bearer: login.data.token }])
        await within(
          REVOKED_MS,
          () => server.call(ME, {}, as),
          ({ code }) => code === 401,
        );
      expect(await failure(['credentials', 'revoke', made.access_key, '--json'], env)).toEqual({
        code: 1,
        stderr: `There is no access key ${made.access_key}, or it was revoked before.\n`,
      });
      expect((await document(['credentials', 'list', '--user', users[0].id], env)).credentials).toEqual([]);
    });

    test('user create --admin makes an administrator; credentials are for the workspace named, by id or by name', async () => {
      const email = 'zoe@example.org';
      const zoe = await document(['user', 'create', '--email', email, '--name', 'Zoe', '--admin'], env);
      const { users } = await document(['user', 'list'], env);
      expect(users.find(({ id }: { id: string }) => id === zoe.id)).toMatchObject({ server_admin: true });
      const { id } = await document(['workspace', 'create', '--owner', email, '--name', 'Robotics'], env);
      for (const workspace of [id, 'Robotics']) {
        const of = ['--user', email, '--workspace', workspace];
        const pair = await document(['credentials', 'create', ...of], env);
        expect(pair.workspace_id).toBe(id);
        const login = await server.call('auth.login', {}, { basic: pair });
        const { data } = await server.call(ME, {}, { bearer: login.data.token });
        expect(data.user).toMatchObject({ id: zoe.id, company: { id } });
        const { credentials } = await document(['credentials', 'list', ...of], env);
        expect(credentials.at(-1)).toMatchObject({ access_key: pair.access_key, workspace_id: id });
      }
      const personal = await document(['credentials', 'list', '--user', email], env);
      expect(personal).toEqual({ credentials: [] });
      await document(['user', 'disable', email], env);
    });

    test('user disable is obeyed within a second, enable too', async () => {
      const { id } = await document(
        ['user', 'create', '--email', 'bo@example.org', '--name', 'Bo', '--password-stdin'],
        env,
        PASSWORD,
      );
      const pair = await document(['credentials', 'create', '--user', id], env);
      const { token: bearer } = (await server.call('auth.login', {}, { basic: pair })).data;
      const session = sessionOf(await signIn('bo@example.org', PASSWORD));
      for (const as of [{ bearer }, { session }]) expect((await server.call(ME, {}, as)).code).toBe(200);
      expect(await document(['user', 'disable', 'bo@example.org'], env)).toEqual({ id, done: 'disable' });
      for (const as of [{ basic: pair }, { bearer }, { session }])
        await within(
          REVOKED_MS,
          () => server.call(ME, {}, as),
          ({ code }) => code === 401,
        );
      expect((await signIn('bo@example.org', PASSWORD)).code).not.toBe(200);
      expect(await document(['user', 'enable', id], env)).toEqual({ id, done: 'enable' });
      await within(
        REVOKED_MS,
        () => server.call(ME, {}, { basic: pair }),
        ({ code }) => code === 200,
      );
      const listed = await document(['user', 'list'], env);
      const bo = listed.users.find((each: { id: string }) => each.id === id);
      expect(bo).toMatchObject({ email: 'bo@example.org', name: 'Bo', state: 'active', server_admin: false });
      expect(Object.keys(bo)).toEqual([
        ...['id', 'email', 'name', 'state', 'server_admin', 'created', 'last_seen'],
      ]);
    });

    test('user reset-password prints a link that sets a password once; user admin makes an administrator', async () => {
      await document(['user', 'create', '--email', 'cleo@example.org', '--name', 'Cleo'], env);
      const { url } = await document(['user', 'reset-password', 'cleo@example.org'], env);
      const [page, secret] = url.split('#');
      expect(page.startsWith(`${server.web}/`)).toBe(true);
      const reset = (password: string) =>
        server.call('login.reset_password', { secret, password }, { session: 'none' });
      expect((await reset(PASSWORD)).code).toBe(200);
      expect((await reset('another otter gravel 28')).code).toBe(400);
      const session = sessionOf(await signIn('cleo@example.org', PASSWORD));
      expect((await server.call('accounts.get_all', {}, { session })).code).toBe(403);
      await document(['user', 'admin', 'cleo@example.org'], env);
      await within(
        REVOKED_MS,
        () => server.call('accounts.get_all', {}, { session }),
        ({ code }) => code === 200,
      );
    });

    test('what is refused is one sentence and exit 1', async () => {
      const last = ADMIN.ATRIUM_ADMIN_EMAIL;
      await atrium(['user', 'disable', 'cleo@example.org'], { env });
      for (const [args, sentence] of [
        [['credentials', 'revoke', 'A'.repeat(30)], `There is no access key ${'A'.repeat(30)}, or it was`],
        [
          ['credentials', 'create', '--user', 'nobody@example.org'],
          'There is no account "nobody@example.org".',
        ],
        [['credentials', 'list', '--user', 'f'.repeat(32)], `There is no account "${'f'.repeat(32)}".`],
        [['credentials', 'create', '--user', last, '--workspace', 'Elsewhere'], 'no workspace "Elsewhere"'],
        [['user', 'disable', 'nobody@example.org'], 'There is no account "nobody@example.org".'],
        [['user', 'reset-password', 'nobody'], 'There is no account "nobody".'],
        [['user', 'disable', last], 'is the last enabled administrator of this server'],
        [['user', 'create', '--email', last, '--name', 'Twin'], 'is taken by another account'],
        [['user', 'create', '--email', 'dee', '--name', 'Dee'], 'must be an e-mail address'],
      ] as const) {
        const { code, stderr } = await failure([...args, '--json'], env);
        expect([args, code]).toEqual([args, 1]);
        expect(stderr).toContain(sentence);
        expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      }
      const short = await failure(
        ['user', 'create', '--email', 'dee@example.org', '--name', 'Dee', '--password-stdin'],
        env,
        'short',
      );
      expect([short.code, short.stderr]).toEqual([
        1,
        expect.stringContaining('must have 12 to 256 characters'),
      ]);
    });

    test('atrium doctor tells what runs where', async () => {
      const data = env.ATRIUM_DATA_DIR ?? '';
      expect(await document(['doctor'], env)).toMatchObject({
        version: expect.any(String),
        node: process.versions.node,
        web_url: server.web,
        api_url: server.api,
        files_url: server.files,
        database: {
          from: 'embedded',
          data_folder: data,
          place: placeOf(data),
          server: { pid: server.pid, address: server.web },
        },
        problems: [],
      });
      const { stdout } = await atrium(['doctor'], { env });
      expect(stdout).toContain(`web_url: ${server.web}\n`);
    });
  },
);

describe.skipIf(process.env.ATRIUM_TEST_POSTGRES === '15')(
  'without a server, with the embedded PostgreSQL',
  () => {
    test('wrong usage is exit 2 with the usage, before anything is made', async () => {
      const data = workshop.dataFolder();
      for (const args of [
        [],
        ['frobnicate'],
        ['serve', 'now'],
        ['user'],
        ['user', 'frobnicate'],
        ['user', 'create', '--email', 'a@example.org'],
        ['user', 'create', '--email', 'a@example.org', '--name', 'A', '--potato'],
        ['user', 'list', 'a@example.org'],
        ['user', 'disable'],
        ['user', 'disable', 'a', 'b'],
        ['credentials'],
        ['credentials', 'create'],
        ['credentials', 'create', 'a@example.org'],
        ['credentials', 'create', '--user', 'a@example.org', 'more'],
        ['credentials', 'list'],
        ['credentials', 'revoke'],
        ['credentials', 'revoke', 'A', 'B'],
        ['credentials', 'revoke', 'A', '--user', 'a@example.org'],
        ['doctor', 'me'],
      ]) {
        const { code, stderr } = await failure(args, { ATRIUM_DATA_DIR: data });
        expect([args, code]).toEqual([args, 2]);
        expect(stderr).toContain('Usage: atrium COMMAND');
      }
      expect(existsSync(data)).toBe(false);
      const help = await atrium(['--help'], { env: { ATRIUM_DATA_DIR: data } });
      expect([help.code, help.stdout]).toEqual([0, '']);
    });

    test('doctor makes nothing, and says that nothing runs', async () => {
      const data = workshop.dataFolder();
      const ports = await freePorts();
      const { code, stdout } = await atrium(['doctor', '--json'], {
        env: { ...ports, ATRIUM_DATA_DIR: data },
      });
      const found = JSON.parse(stdout);
      expect(code).toBe(1);
      expect(found.database).toMatchObject({ from: 'embedded' });
      expect(found.database.server).toBeUndefined();
      expect(found.problems).toEqual(
        [ports.ATRIUM_WEB_PORT, ports.ATRIUM_API_PORT].map(
          (port) => `Nothing of Atrium answers on port ${port}: npm start starts it.`,
        ),
      );
      expect(existsSync(data)).toBe(false);
    });

    test('commands at once on an empty folder all work, on one database with one root key', async () => {
      const env = { ATRIUM_DATA_DIR: workshop.dataFolder() };
      const names = ['ada', 'bo', 'cleo'];
      const made = await Promise.all(
        names.map((name) =>
          document(['user', 'create', '--email', `${name}@example.org`, '--name', name], env),
        ),
      );
      expect(new Set(made.map(({ id }) => id)).size).toBe(3);
      expect(postgresOf(env.ATRIUM_DATA_DIR)).toEqual([]);
      const [{ users }, pair] = await Promise.all([
        document(['user', 'list'], env),
        document(['credentials', 'create', '--user', 'bo@example.org'], env),
      ]);
      expect(users.map(({ email }: { email: string }) => email).toSorted()).toEqual(
        names.map((name) => `${name}@example.org`),
      );
      expect(postgresOf(env.ATRIUM_DATA_DIR)).toEqual([]);
      const server = await startServer({ env });
      expect((await server.call('auth.login', {}, { basic: pair })).code).toBe(200);
      expect((await server.stop()).code).toBe(0);
    });

    test('commands that find no keys at the same moment agree on one root key', async () => {
      const env = { ATRIUM_DATA_DIR: workshop.dataFolder() };
      await document(['user', 'list'], env);
      const database = await startEmbedded({ dataDir: env.ATRIUM_DATA_DIR, note: () => undefined });
      const pool = new pg.Pool(connectionSettings(database.connection));
      await pool.query('delete from keys');
      rmSync(join(env.ATRIUM_DATA_DIR, 'root.key'));
      const made = await heldBack(pool, 'lock table keys in access exclusive mode', 3, () =>
        ['ada', 'bo', 'cleo'].map((name) =>
          document(['user', 'create', '--email', `${name}@example.org`, '--name', name], env),
        ),
      );
      expect(made).toHaveLength(3);
      await pool.end();
      await database.stop();
      expect((await document(['user', 'list'], env)).users).toHaveLength(3);
    });

    test('no database is exit 3', async () => {
      const env = {
        DATABASE_URL: 'postgres://a@127.0.0.1:1/a',
        ATRIUM_SECRET_KEY: Buffer.alloc(32).toString('base64'),
      };
      for (const args of [
        ['user', 'list'],
        ['credentials', 'revoke', 'A'.repeat(30)],
      ]) {
        const { code, stderr } = await failure([...args, '--json'], env);
        expect([code, stderr]).toEqual([3, expect.stringContaining('cannot be reached')]);
      }
    });
  },
);
