import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectionSettings } from '../../../src/server/db/database.ts';
import { findEmbedded } from '../../../src/server/db/embedded/find-embedded.ts';
import { atrium } from '../../support/process/launch.ts';
import { ADMIN, type Server, startServer } from '../../support/process/server.ts';
import { makeWorkshop } from '../../support/process/workshop.ts';
import { REVOKED_MS, within } from '../../support/within.ts';

vi.setConfig({ testTimeout: 180_000 });

const workshop = makeWorkshop();
const E = ADMIN.ATRIUM_ADMIN_EMAIL;
const SECRET = 'otter-gravel-90210';
const FIRST = `# mine\nsdk.aws.s3.secret = "${SECRET}"\nsdk.aws.s3.region = eu-west-1`;
const MISREAD = `sdk.aws.s3.secret = "${SECRET}"\nsdk.aws.s3.key = pa$$word\n`;

describe.skipIf(process.env.ATRIUM_TEST_POSTGRES === '15')('atrium vault, beside a server', () => {
  let server: Server;
  let key: { access_key: string; secret_key: string };
  beforeAll(async () => {
    server = await startServer({ env: { ATRIUM_DATA_DIR: workshop.dataFolder(), ...ADMIN } });
    const made = await atrium(['credentials', 'create', '--user', E, '--json'], { env: server.env });
    key = JSON.parse(made.stdout);
  });
  afterAll(async () => {
    expect((await server.stop()).code).toBe(0);
  });

  const vault = (action: string, args: string[] = [], input?: string) =>
    atrium(['vault', action, '--user', E, ...args], {
      env: server.env,
      ...(input !== undefined && { input }),
    });
  const refused = async (action: string, args: string[], input?: string) => {
    const { code, stdout, stderr } = await vault(action, args, input);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).not.toMatch(/\n\s+at /);
    return stderr;
  };
  const history = async () => JSON.parse((await vault('history', ['--json'])).stdout);
  const served = async () => {
    const { data } = await server.call('auth.login', {}, { basic: key });
    const answer = await server.call('users.get_vaults', { enabled: true }, { bearer: data.token });
    return answer.data.vaults as { data: string; version: number }[];
  };
  const events = async () => {
    const settings = await findEmbedded(server.env.ATRIUM_DATA_DIR ?? '');
    if (!settings) throw new Error('no database');
    const client = new pg.Client(connectionSettings(settings));
    await client.connect();
    const { rows } = await client.query(
      "select action, actor_id, detail from audit_events where action like 'vaults.%' order by id",
    );
    await client.end();
    return rows as { action: string; actor_id: string | null; detail: { version?: number } }[];
  };

  test('without a vault there is nothing to get, compare or list', async () => {
    for (const action of ['get', 'diff', 'history'])
      expect(await refused(action, [])).toContain('has no vault in this workspace yet');
  });

  test('set keeps a text switched off; enabling it reaches a running client within a second', async () => {
    const saved = await vault('set', ['--json', '--note', 'the first', '-'], FIRST);
    expect([saved.code, JSON.parse(saved.stdout)]).toEqual([
      0,
      { vault: expect.stringMatching(/^[0-9a-f]{32}$/), version: 1, enabled: false, findings: [] },
    ]);
    expect(await served()).toEqual([]);
    const on = await vault('set', ['--enable', '-'], FIRST);
    expect([on.code, on.stdout]).toEqual([0, 'Saved as version 1; the vault is on.\n']);
    const { answer } = await within(REVOKED_MS, served, (vaults) => vaults.length === 1);
    expect(answer[0]?.data).toContain(SECRET);
    await vault('set', ['--disable', '-'], FIRST);
    await within(REVOKED_MS, served, (vaults) => vaults.length === 0);
  });

  test('get prints exactly the stored text, or its mask', async () => {
    expect(await vault('get')).toMatchObject({ code: 0, stdout: FIRST });
    const masked = await vault('get', ['--masked', '--version', '1']);
    expect(masked.stdout).toContain('sdk.aws.s3.region = eu-west-1');
    expect(masked.stdout).not.toContain(SECRET);
    expect(await refused('get', ['--version', '9'])).toBe('There is no version 9; the newest is 1.\n');
  });

  test('--enable of a text that clients would misread is refused with the findings, and nothing is stored', async () => {
    const before = await history();
    const said = await refused('set', ['--enable', '-'], MISREAD);
    expect(said).toMatch(/^-:2:\d+ error unquoted-special \S/);
    expect(said).toContain('clients would drop or misread it');
    expect(said).not.toContain(SECRET);
    expect(await history()).toEqual(before);
    expect(await served()).toEqual([]);
    const kept = await vault('set', ['--disable', '-'], MISREAD);
    expect([kept.code, kept.stdout]).toEqual([0, 'Saved as version 2; the vault is off.\n']);
    expect(kept.stderr).toContain('error unquoted-special');
  });

  test('warnings are printed and accepted', async () => {
    const { code, stderr } = await vault('set', ['--enable', '-'], 'sdk.aws.s3.keey = x\n');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^-:1:\d+ warning [a-z-]+ \S/);
    const { answer } = await within(REVOKED_MS, served, (vaults) => vaults.length === 1);
    expect(answer).toMatchObject([{ version: 3 }]);
  });

  test('the format is asked for, or told by the name of the file', async () => {
    const yaml = join(workshop.folder, 'mine.yaml');
    writeFileSync(yaml, 'sdk:\n  aws:\n    s3:\n      region: eu-central-1\n');
    expect((await vault('set', [yaml])).stdout).toBe('Saved as version 4; the vault is on.\n');
    const json = await vault('set', ['--format', 'json', '-'], '{"a": 1}');
    expect(json.code).toBe(0);
    const { versions } = await history();
    expect(
      versions.map(({ version, format }: { version: number; format: string }) => [version, format]),
    ).toEqual([
      [5, 'json'],
      [4, 'yaml'],
      [3, 'hocon'],
      [2, 'hocon'],
      [1, 'hocon'],
    ]);
    expect(versions.at(-1)).toMatchObject({ note: 'the first', author: null });
    const lines = (await vault('history')).stdout.split('\n');
    expect(lines[4]).toMatch(/^1\t\S+\tcommand line\thocon\tthe first$/);
  });

  test('diff compares versions, or a version with a file: 0 when equal, 1 when different', async () => {
    const two = await vault('diff', ['--from', '1', '--to', '3']);
    expect(two.code).toBe(1);
    expect(two.stdout).toContain('--- version 1\n+++ version 3\n@@ -1,3 +1,1 @@\n-# mine\n');
    expect(two.stdout).toContain('\n+sdk.aws.s3.keey = x\n');
    const same = await vault('diff', ['-'], '{"a": 1}');
    expect(same).toMatchObject({ code: 0, stdout: '' });
    const other = await vault('diff', ['--from', '1', '-'], `${FIRST}\n`);
    expect(other.code).toBe(1);
    expect(other.stdout).toContain('\\ No newline at end of file');
    expect((await vault('diff')).stdout).toContain('--- version 4\n+++ version 5\n');
    expect(await refused('diff', ['--to', '9'])).toContain('There is no version 9');
    expect(await refused('diff', ['--to', '1'])).toBe('There is no version before the first.\n');
  });

  test('a text that cannot be stored is refused with its place, and the vault stays as it was', async () => {
    const before = await history();
    const latin = join(workshop.folder, 'latin.conf');
    writeFileSync(latin, Buffer.from('a = "é"\nb = "caf\xe9"\n', 'latin1'));
    expect(await refused('set', [latin])).toBe(`${latin} is not valid UTF-8 (line 1, column 6).\n`);
    expect(await refused('set', ['-'], 'a = 1\nb = "\u0007"\n')).toBe(
      'Standard input must not hold U+0007 (line 2, column 6).\n',
    );
    expect(await refused('set', ['-'], `a = "${'x'.repeat(262_144)}"`)).toBe(
      'Standard input must have at most 256 KiB in UTF-8.\n',
    );
    expect(await refused('set', ['--workspace', 'Elsewhere', '-'], 'a = 1')).toContain(
      'belongs to no workspace "Elsewhere"',
    );
    expect(await history()).toEqual(before);
  });

  test('a workspace of that person is named by its name or id, and has a vault of its own', async () => {
    const made = await atrium(['workspace', 'create', '--owner', E, '--name', 'Vision', '--json'], {
      env: server.env,
    });
    const { id } = JSON.parse(made.stdout);
    const there = ['--workspace', 'Vision'];
    expect(await refused('get', there)).toContain('has no vault in this workspace yet');
    expect((await vault('set', [...there, '--enable', '-'], 'there = 1')).code).toBe(0);
    expect((await vault('get', ['--workspace', id])).stdout).toBe('there = 1');
    expect((await vault('get')).stdout).toBe('{"a": 1}');
    expect((await served()).map(({ data }) => data)).toEqual(['{\n  "a": 1\n}\n']);
  });

  test('reading in clear is in the audit log, by nobody’s account, without a word of the text', async () => {
    const found = await events();
    expect(new Set(found.map(({ actor_id }) => actor_id))).toEqual(new Set([null]));
    expect(found.slice(0, 4).map(({ action, detail }) => [action, detail.version])).toEqual([
      ['vaults.create', 1],
      ['vaults.enable', 1],
      ['vaults.disable', 1],
      ['vaults.reveal', 1],
    ]);
    const before = found.length;
    await vault('get', ['--masked']);
    await vault('history');
    expect((await events()).length).toBe(before);
    await vault('diff', ['--from', '1', '-'], FIRST);
    expect((await events()).slice(before)).toMatchObject([
      { action: 'vaults.reveal', detail: { version: 1 } },
    ]);
    expect(JSON.stringify(await events())).not.toContain(SECRET);
  });

  test('wrong usage is exit code 2, with the usage and nothing on stdout', async () => {
    for (const args of [
      [],
      ['list', '--user', E],
      ['set', '-'],
      ['set', '--user', E],
      ['set', '--user', E, '-', '-'],
      ['set', '--user', E, '--enable', '--disable', '-'],
      ['set', '--user', E, '--format', 'xml', '-'],
      ['set', '--user', E, '--note', 'x'.repeat(501), '-'],
      ['set', '--user', E, '/absent/file'],
      ['get', '--user', E, '--version', '0'],
      ['get', '--user', E, '-'],
      ['diff', '--user', E, '--to', '2', '-'],
      ['history', '--user', E, 'more'],
    ]) {
      const { code, stdout, stderr } = await atrium(['vault', ...args], { env: server.env, input: '' });
      expect([args, code, stdout]).toEqual([args, 2, '']);
      expect(stderr).toContain('Usage: atrium COMMAND');
    }
  });

  test('no database is exit code 3', async () => {
    const env = {
      DATABASE_URL: 'postgres://a@127.0.0.1:1/a',
      ATRIUM_SECRET_KEY: Buffer.alloc(32).toString('base64'),
    };
    const { code, stdout } = await atrium(['vault', 'get', '--user', E], { env });
    expect([code, stdout]).toEqual([3, '']);
  });
});
