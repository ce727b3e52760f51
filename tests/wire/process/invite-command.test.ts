import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { atrium } from '../../support/process/launch.ts';
import { ADMIN, PASSWORD, type Server, startServer } from '../../support/process/server.ts';
import { makeWorkshop } from '../../support/process/workshop.ts';

vi.setConfig({ testTimeout: 180_000 });

const workshop = makeWorkshop();
const E = ADMIN.ATRIUM_ADMIN_EMAIL;

describe.skipIf(process.env.ATRIUM_TEST_POSTGRES === '15')('atrium invite, beside a server', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer({ env: { ATRIUM_DATA_DIR: workshop.dataFolder(), ...ADMIN } });
  });
  afterAll(async () => {
    expect((await server.stop()).code).toBe(0);
  });

  const invite = (...args: string[]) => atrium(['invite', ...args], { env: server.env });
  const document = async (...args: string[]) => {
    const { code, stdout, stderr } = await invite(...args, '--json');
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout);
  };
  const info = (url: string) =>
    server.call('login.get_invite_info', { invite_id: url.split('#')[1] }, { session: 'none' });

  test('create prints a link that works at once on the running server', async () => {
    const made = await document('create', '--user', E, '--role', 'viewer', '--email', 'Lena@example.org');
    expect(made.id).toMatch(/^[0-9a-f]{32}$/);
    const { data } = await info(made.url);
    expect(data).toMatchObject({ active: true, role: 'viewer', email: 'lena@example.org' });
    const body = {
      invite_id: made.url.split('#')[1],
      name: 'Lena',
      email: 'lena@example.org',
      password: PASSWORD,
    };
    const joined = await server.call('invitations.sign_up', body, { session: 'none' });
    expect([joined.code, joined.data.company_id]).toEqual([200, made.workspace_id]);
  });

  test('a workspace is named by its name or id, and lists its own invitations alone', async () => {
    const args = ['workspace', 'create', '--owner', E, '--name', 'Vision', '--json'];
    const { id } = JSON.parse((await atrium(args, { env: server.env })).stdout);
    const made = await document('create', '--user', E, '--workspace', 'Vision', '--uses', '3');
    expect([made.workspace_id, made.workspace]).toEqual([id, 'Vision']);
    expect((await info(made.url)).data.company_name).toBe('Vision');
    const listed = await document('list', '--user', E, '--workspace', id);
    expect(listed.invitations.map((one: { id: string }) => one.id)).toEqual([made.id]);
    const personal = await document('list', '--user', E, '--all');
    expect(personal.invitations.map((one: { id: string }) => one.id)).not.toContain(made.id);
  });

  test('list shows what is pending without secrets, --all also what has ended; revoke ends one', async () => {
    const made = await document(
      'create',
      '--user',
      E,
      '--uses',
      'any',
      '--expires',
      '30d',
      '--note',
      'For all',
    );
    const { invitations } = await document('list', '--user', E);
    expect(invitations).toMatchObject([
      { id: made.id, state: 'pending', role: 'member', email: null, uses_allowed: null, note: 'For all' },
    ]);
    expect(await document('revoke', made.id)).toEqual({ revoked: 1 });
    expect((await info(made.url)).data.state).toBe('revoked');
    const all = await invite('list', '--user', E, '--all');
    expect(all.stdout).toContain('revoked');
    expect(all.stdout).toContain('accepted');
    expect(all.stdout).not.toContain(made.url.split('#')[1]);
    const again = await invite('revoke', made.id);
    expect([again.code, again.stdout]).toEqual([1, '']);
  });

  test.each([
    [1, ['create', '--user', 'nobody@example.org']],
    [1, ['create', '--user', E, '--workspace', 'nowhere']],
    [1, ['create', '--user', E, '--email', 'not an address']],
    [1, ['create', '--user', E, '--email', E]],
    [1, ['revoke', 'f'.repeat(32)]],
    [2, ['create']],
    [2, ['create', '--user', E, '--role', 'root']],
    [2, ['create', '--user', E, '--expires', '1y']],
    [2, ['create', '--user', E, '--uses', '0']],
    [2, ['list', '--user', E, 'more']],
    [2, ['accept']],
  ] as const)('exit code %i: %j', async (code, args) => {
    const answer = await invite(...args);
    expect([answer.code, answer.stdout]).toEqual([code, '']);
    expect(answer.stderr).not.toMatch(/\n\s+at /);
  });
});
