import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { atrium } from '../../support/process/launch.ts';
import {
  ADMIN,
  claimOf,
  PASSWORD,
  type Server,
  sessionOf,
  startServer,
} from '../../support/process/server.ts';
import { makeWorkshop } from '../../support/process/workshop.ts';

vi.setConfig({ testTimeout: 180_000 });

const workshop = makeWorkshop();
const person = { email: 'mira@example.org', name: 'Mira', password: PASSWORD };
const claim = (server: Server, secret: string, who = person) =>
  server.call('login.claim', { secret, ...who }, { session: 'none' });

async function listUsers(env: Record<string, string>): Promise<Record<string, unknown>[]> {
  const { stdout } = await atrium(['user', 'list', '--json'], { env });
  return (JSON.parse(stdout) as { users: Record<string, unknown>[] }).users;
}

describe.skipIf(process.env.ATRIUM_TEST_POSTGRES === '15')(
  'first start, with the embedded PostgreSQL',
  () => {
    test('the claim link is on stdout only, new at each start, and dies when it is used', async () => {
      const env = { ATRIUM_DATA_DIR: workshop.dataFolder(), ATRIUM_LOG_LEVEL: 'trace' };
      const first = await startServer({ env });
      const old = await claimOf(first);
      expect(old).toMatch(/^[\w-]{43}$/);
      expect(first.written.stdout).toContain(`  ${first.web}/claim#${old}\n`);
      expect((await first.stop()).code).toBe(0);

      const server = await startServer({ env });
      const secret = await claimOf(server);
      expect(secret).not.toBe(old);
      expect((await claim(server, old)).code).toBe(400);
      // Opening the page does not use it up.
      expect((await fetch(`${server.web}/claim`)).status).toBe(200);
      const both = await Promise.all([
        claim(server, secret),
        claim(server, secret, { ...person, email: 'eve@example.org' }),
      ]);
      expect(both.map(({ code }) => code).toSorted()).toEqual([200, 400]);
      expect((await claim(server, secret)).code).toBe(400);
      const me = await server.call(
        'users.get_current_user',
        {},
        { session: both.map(sessionOf).find(Boolean) ?? '' },
      );
      expect(me.code).toBe(200);
      const ended = await server.stop();
      for (const known of [old, secret]) expect(ended.stderr).not.toContain(known);
      expect(ended.stderr).toContain('login.claim');

      const later = await startServer({ env });
      expect((await later.stop()).stdout).not.toContain('claim');
      expect(await listUsers(env)).toEqual([expect.objectContaining({ server_admin: true })]);
    });

    test('the claim link of a server that was killed is dead once another has started', async () => {
      const env = { ATRIUM_DATA_DIR: workshop.dataFolder() };
      const first = await startServer({ env });
      const old = await claimOf(first);
      first.send('SIGKILL');
      await first.ended;
      const server = await startServer({ env });
      expect((await claim(server, old)).code).toBe(400);
      expect((await claim(server, await claimOf(server))).code).toBe(200);
      expect((await server.stop()).code).toBe(0);
    });

    test('ATRIUM_ADMIN_* make the first account, the password from a file, and do nothing ever after', async () => {
      const data = workshop.dataFolder();
      const file = join(workshop.folder, 'password');
      writeFileSync(file, `${PASSWORD}\n`);
      const server = await startServer({
        env: {
          ATRIUM_DATA_DIR: data,
          ATRIUM_ADMIN_EMAIL: 'Ada@Example.org',
          ATRIUM_ADMIN_PASSWORD_FILE: file,
          ATRIUM_ADMIN_NAME: 'Ada',
        },
      });
      const login = await server.call(
        'login.password',
        { email: 'ada@example.org', password: PASSWORD },
        { session: 'none' },
      );
      const me = await server.call('users.get_current_user', {}, { session: sessionOf(login) });
      expect(me.data.user).toMatchObject({ name: 'Ada' });
      const ended = await server.stop();
      expect(ended.stdout).not.toContain('claim');
      expect(ended.stdout + ended.stderr).not.toContain(PASSWORD);

      // Another address, and a password that would be refused: neither matters now.
      const again = await startServer({
        env: {
          ...ADMIN,
          ATRIUM_DATA_DIR: data,
          ATRIUM_ADMIN_EMAIL: 'bo@example.org',
          ATRIUM_ADMIN_PASSWORD: 'x',
        },
      });
      expect((await again.stop()).stdout).not.toContain('claim');
      expect(await listUsers({ ATRIUM_DATA_DIR: data })).toEqual([
        expect.objectContaining({
          email: 'ada@example.org',
          name: 'Ada',
          server_admin: true,
          state: 'active',
        }),
      ]);
    });

    test.each([
      [
        'a password that is too short',
        { ATRIUM_ADMIN_PASSWORD: 'short' },
        'ATRIUM_ADMIN_PASSWORD must have 12',
      ],
      [
        'an address that is none',
        { ATRIUM_ADMIN_EMAIL: 'ada' },
        'ATRIUM_ADMIN_EMAIL must be an e-mail address',
      ],
    ])('%s in ATRIUM_ADMIN_* stops the start with one sentence', async (_, wrong, sentence) => {
      const env = { ...ADMIN, ATRIUM_DATA_DIR: workshop.dataFolder(), ...wrong };
      const ended = await startServer({ env }).then((server) => server.stop(), asEnded);
      expect(ended.code).toBe(2);
      expect(ended.stderr).toContain(sentence);
      expect(ended.stderr).not.toMatch(/\n\s+at /);
      expect(await listUsers({ ATRIUM_DATA_DIR: env.ATRIUM_DATA_DIR })).toEqual([]);
    });

    test('a password file that cannot be read, or a password given twice, is a sentence', async () => {
      const ATRIUM_DATA_DIR = workshop.dataFolder();
      const { ATRIUM_ADMIN_EMAIL } = ADMIN;
      const missing = await atrium(['serve'], {
        env: { ATRIUM_DATA_DIR, ATRIUM_ADMIN_EMAIL, ATRIUM_ADMIN_PASSWORD_FILE: '/nowhere/password' },
      });
      expect(missing).toMatchObject({
        code: 2,
        stdout: '',
        stderr: 'ATRIUM_ADMIN_PASSWORD_FILE: the file /nowhere/password cannot be read.\n',
      });
      const twice = await atrium(['serve'], {
        env: { ATRIUM_DATA_DIR, ...ADMIN, ATRIUM_ADMIN_PASSWORD_FILE: '/x' },
      });
      expect(twice).toMatchObject({ code: 2, stderr: expect.stringContaining('are both set: keep one.') });
    });
  },
);

function asEnded(error: Error) {
  return JSON.parse(error.message.slice(error.message.indexOf('{')));
}
