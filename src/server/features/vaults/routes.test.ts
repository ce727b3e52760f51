import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Seeded, seedMember, seedPerson } from '../../../../tests/support/seeds.ts';
import {
  type Answer,
  type As,
  createTestApp,
  headersOf,
  type TestApp,
} from '../../../../tests/support/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.end());

let mira: Seeded;
let page: As;
beforeEach(async () => {
  mira = await seedPerson(app.parts);
  page = { session: mira.session, tenant: mira.workspace_id };
});

const SECRET = 'planted-wJalrXUtnFEMI';
const TEXT = `# of Mira\nsdk.aws.s3 {\n  key = AKIAPLANTED\n  secret = ${SECRET}\n  region = eu\n}\n`;
const save = (body: Record<string, unknown>, as = page) =>
  app.call('vaults.save', { format: 'hocon', base: 0, ...body }, as);
const saved = async (body: Record<string, unknown>): Promise<string> => {
  const { code, data } = await save(body);
  expect(code).toBe(200);
  return data.vault;
};
const shown = async (vault: string, as = page) => (await app.call('vaults.get_by_id', { vault }, as)).data;
const clear = async (vault: string, version?: number) =>
  (await app.call('vaults.reveal', { vault, version }, page)).data.text;
const refusal = ({ code, subcode, error }: Answer) => [code, subcode, error.field];
const audited = async (vault: string) => {
  const { rows } = await app.parts.database.pool.query(
    'select action, detail from audit_events where target = $1 order by id',
    [vault],
  );
  return rows as { action: string; detail: Record<string, unknown> }[];
};

describe('masking', () => {
  test('the page gets secrets and comments masked, the rest as written', async () => {
    const vault = await saved({ text: TEXT });
    const { text, parsed } = await shown(vault);
    expect(parsed).toBe(true);
    expect(text).toMatch(
      /^# •{8}\w{8}\nsdk\.aws\.s3 \{\n {2}key = "•{8}\w{8}"\n {2}secret = "•{8}\w{8}"\n {2}region = eu\n\}\n$/,
    );
  });

  test('what stays masked is kept byte for byte, what is typed replaces', async () => {
    const vault = await saved({ text: TEXT });
    const { text } = await shown(vault);
    const { data } = await save({ vault, base: 1, text: text.replace('region = eu', 'region = us') });
    expect(data.version).toBe(2);
    expect(await clear(vault)).toBe(TEXT.replace('region = eu', 'region = us'));
  });

  test('saving a masked text without a change makes no version', async () => {
    const vault = await saved({ text: TEXT });
    const { data } = await save({ vault, base: 1, text: (await shown(vault)).text });
    expect(data.version).toBe(1);
  });

  test('a mask moved to where it would show is refused, and so is one that stands for nothing', async () => {
    const vault = await saved({ text: TEXT });
    const { text } = await shown(vault);
    const mask = /"•{8}\w{8}"(?=\n {2}region)/.exec(text)?.[0] ?? '';
    for (const moved of [
      text.replace('region = eu', `region = ${mask}`),
      text.replace(mask, `"••••••••zzzzzzzz"`),
      text.replace(mask, `"Bearer ${mask.slice(1)}`),
    ])
      expect(refusal(await save({ vault, base: 1, text: moved }))).toEqual([400, 12, 'text']);
    expect((await shown(vault)).vault.version).toBe(1);
  });

  test('a slip while secrets are masked can be kept while off, with every secret in place', async () => {
    const vault = await saved({ text: TEXT });
    const { text } = await shown(vault);
    expect((await save({ vault, base: 1, text: `${text}sdk {` })).data.version).toBe(2);
    expect(await clear(vault)).toBe(`${TEXT}sdk {`);
    expect((await shown(vault)).text).toMatch(/^•{8}\w{8}$/);
  });

  test('what is masked in one format is not put into another as it stands', async () => {
    const vault = await saved({ text: TEXT });
    const text = 'sdk:\n  aws:\n    s3:\n      secret: MASK\n';
    const mask = /secret = ("•{8}\w{8}")/.exec((await shown(vault)).text)?.[1] ?? '';
    const refused = await save({ vault, base: 1, format: 'yaml', text: text.replace('MASK', mask) });
    expect([...refusal(refused), refused.error.line]).toEqual([400, 12, 'text', 4]);
  });

  test('nor is a mask of an older version that was written in another format', async () => {
    const vault = await saved({ format: 'yaml', text: "sdk:\n  token: 'it''s planted'\n" });
    const mask = /"•{8}\w{8}"/.exec((await shown(vault)).text)?.[0] ?? '';
    await save({ vault, base: 1, text: 'sdk.token = new' });
    const refused = await save({ vault, base: 2, text: `sdk.token = ${mask}` });
    expect(refusal(refused)).toEqual([400, 12, 'text']);
    expect(await clear(vault)).toBe('sdk.token = new');
    const back = await save({ vault, base: 2, format: 'yaml', text: `sdk:\n  token: ${mask}\n` });
    expect([back.code, await clear(vault)]).toEqual([200, "sdk:\n  token: 'it''s planted'\n"]);
  });

  test('a mask of one vault uncovers nothing in another', async () => {
    const vault = await saved({ text: TEXT });
    const masked = (await shown(vault)).text;
    expect(refusal(await save({ scope: 'group', name: 'copy', text: masked }))).toEqual([400, 12, 'text']);
  });

  test('equal secrets of one vault have equal masks, in another vault they have other ones', async () => {
    const text = `a.secret = ${SECRET}\nb.secret = ${SECRET}\n`;
    const [one, other] = [await saved({ text }), await saved({ text, scope: 'group', name: 'other' })];
    const masks = async (vault: string) =>
      Array.from(((await shown(vault)).text as string).matchAll(/•{8}(\w{8})/g), ([, id]) => id);
    const [here, there] = [await masks(one), await masks(other)];
    expect([here[0], here.length]).toEqual([here[1], 2]);
    expect(there[0]).not.toBe(here[0]);
  });

  test('keys the writer marks are masked too, in old versions as well', async () => {
    const vault = await saved({ text: 'sdk.host_alias = planted-host\n' });
    expect((await shown(vault)).text).toContain('planted-host');
    await app.call('vaults.update', { vault, secret_keys: ['host_alias'] }, page);
    expect((await shown(vault)).text).not.toContain('planted-host');
    const { data } = await app.call('vaults.get_version', { vault, version: 1 }, page);
    expect(data.text).not.toContain('planted-host');
    await app.call('vaults.update', { vault, secret_keys: [] }, page);
    expect((await audited(vault)).at(-1)).toMatchObject({
      action: 'vaults.reveal',
      detail: { unmarked: ['host_alias'] },
    });
  });

  test('a save that unmarks a key counts as revealing it, also when its text has no mask', async () => {
    const vault = await saved({ text: 'sdk.host_alias = planted-host\n', secret_keys: ['host_alias'] });
    expect((await save({ vault, base: 1, text: 'sdk.x = 1\n', secret_keys: ['other'] })).code).toBe(200);
    const { data } = await app.call('vaults.get_version', { vault, version: 1 }, page);
    expect(data.text).toContain('planted-host');
    const reveals = (await audited(vault)).filter(({ action }) => action === 'vaults.reveal');
    expect(reveals).toMatchObject([{ detail: { unmarked: ['host_alias'] } }]);
  });

  test('a text that does not parse is masked whole', async () => {
    const vault = await saved({ text: 'sdk { region = planted-open' });
    const { text, parsed, findings } = await shown(vault);
    expect([parsed, /^•{8}\w{8}$/.test(text)]).toEqual([false, true]);
    expect(findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(findings)).not.toContain('planted-open');
  });
});

describe('revealing', () => {
  test('gives the clear text, or one secret alone, and is audited without it', async () => {
    const vault = await saved({ text: TEXT });
    const { text } = await shown(vault);
    const mask = /secret = "•{8}(\w{8})"/.exec(text)?.[1];
    const one = await app.call('vaults.reveal', { vault, mask, use: 'copy' }, page);
    expect(one.data.text).toBe(SECRET);
    expect(await clear(vault)).toBe(TEXT);
    const events = await audited(vault);
    expect(events.map(({ action }) => action)).toEqual(['vaults.create', 'vaults.copy', 'vaults.reveal']);
    expect(events[1]?.detail.key).toBe('sdk.aws.s3.secret');
    expect(JSON.stringify(events)).not.toContain('planted');
  });

  test.each([
    ['hocon', 'sdk.token = "to\\"ken planted"\n', 'to"ken planted'],
    ['json', '{"sdk":{"token":"planted\\n2"}}', 'planted\n2'],
    ['yaml', "sdk:\n  token: 'it''s planted'\n", "it's planted"],
    ['yaml', 'sdk:\n  token: |\n    planted\n    two\n', 'planted\ntwo\n'],
    ['hocon', 'sdk.password = 00123456\n', '00123456'],
  ])('one secret comes as it is meant, %s %j', async (format, text, expected) => {
    const vault = await saved({ text, format });
    const mask = /•{8}(\w{8})/.exec((await shown(vault)).text)?.[1];
    expect((await app.call('vaults.reveal', { vault, mask }, page)).data.text).toBe(expected);
  });

  test('is for the page alone: a key pair, which lies on every machine, cannot', async () => {
    const vault = await saved({ text: TEXT });
    const refused = await app.call('vaults.reveal', { vault }, { basic: mira.key });
    expect([refused.code, refused.subcode]).toEqual([403, 20]);
    expect((await audited(vault)).map(({ action }) => action)).toEqual(['vaults.create']);
  });

  test('an unknown mask or version is refused', async () => {
    const vault = await saved({ text: TEXT });
    expect(refusal(await app.call('vaults.reveal', { vault, mask: 'zzzzzzzz' }, page))).toEqual([
      400,
      10,
      'mask',
    ]);
    expect(refusal(await app.call('vaults.reveal', { vault, version: 9 }, page))).toEqual([
      400,
      10,
      'version',
    ]);
  });
});

describe('switching on', () => {
  test('errors forbid it and come with their place, warnings ask once', async () => {
    const bad = await saved({ text: 'a = 1\npassword = x@y\n' });
    const refused = await app.call('vaults.set_enabled', { vault: bad, enabled: true }, page);
    expect(refusal(refused)).toEqual([400, 800, 'text']);
    expect(refused.error.confirm).toBeUndefined();
    expect(refused.error.findings).toMatchObject([{ severity: 'error', line: 2 }]);
    const accepted = { vault: bad, enabled: true, accept_warnings: true };
    expect((await app.call('vaults.set_enabled', accepted, page)).code).toBe(400);

    await save({ vault: bad, base: 1, text: 'sdk.no_such_key_here = 1\n' });
    const asked = await app.call('vaults.set_enabled', { vault: bad, enabled: true }, page);
    expect([...refusal(asked), asked.error.confirm]).toEqual([400, 800, 'text', true]);
    expect((await app.call('vaults.set_enabled', accepted, page)).data.updated).toBe(1);
  });

  test('a vault that is on cannot be saved with errors; it can be switched off and saved in one step', async () => {
    const vault = await saved({ text: 'a = 1', enabled: true, accept_warnings: true });
    const broken = { vault, base: 1, text: 'a = x@y' };
    expect(refusal(await save(broken))).toEqual([400, 800, 'text']);
    expect((await shown(vault)).vault).toMatchObject({ version: 1, enabled: true });
    expect((await save({ ...broken, enabled: false })).data).toMatchObject({ version: 2, enabled: false });
  });
});

describe('versions', () => {
  test('every save is one, with author, time and note; restoring makes a new one', async () => {
    const vault = await saved({ text: 'a = 1', note: 'first' });
    await save({ vault, base: 1, text: 'a = 2', note: 'second' });
    const restored = await app.call('vaults.restore', { vault, version: 1, base: 2 }, page);
    expect(restored.data.version).toBe(3);
    const { data } = await app.call('vaults.get_versions', { vault, limit: 2 }, page);
    expect(data).toMatchObject({
      more: true,
      versions: [
        { version: 3, restored_from: 1, note: 'Restored from v1', author: { id: mira.id, name: mira.name } },
        { version: 2, restored_from: null, note: 'second' },
      ],
    });
    const rest = await app.call('vaults.get_versions', { vault, before: 2 }, page);
    expect(rest.data).toMatchObject({ more: false, versions: [{ version: 1, note: 'first' }] });
    expect(await clear(vault)).toBe('a = 1');
    expect(await clear(vault, 2)).toBe('a = 2');
  });

  test('the second of two editors gets 409 with both texts, masked, and nothing is lost', async () => {
    const vault = await saved({ text: TEXT });
    const { text } = await shown(vault);
    const mine = text.replace('region = eu', 'region = mine');
    expect((await save({ vault, base: 1, text: text.replace('region = eu', 'region = theirs') })).code).toBe(
      200,
    );
    const refused = await save({ vault, base: 1, text: mine });
    expect(refusal(refused)).toEqual([409, 0, 'base']);
    expect(refused.error).toMatchObject({ version: 2, author: { id: mira.id }, base_text: text });
    expect(refused.error.text).toContain('region = theirs');
    expect(JSON.stringify(refused.error)).not.toContain(SECRET);
    expect((await save({ vault, base: 2, text: mine })).data.version).toBe(3);
    expect(await clear(vault)).toBe(TEXT.replace('region = eu', 'region = mine'));
  });

  test('of twenty saves at once on one version, one wins and nineteen are told', async () => {
    const vault = await saved({ text: 'a = 0' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => save({ vault, base: 1, text: `a = ${index + 1}` })),
    );
    expect(answers.map(({ code }) => code).toSorted()).toEqual([200, ...Array(19).fill(409)]);
    expect((await shown(vault)).vault.version).toBe(2);
  });

  test('two first saves at once make one vault', async () => {
    const answers = await Promise.all([save({ text: 'a = 1' }), save({ text: 'a = 2' })]);
    expect(answers.map(({ code }) => code).toSorted()).toEqual([200, 409]);
    const { data } = await app.call('vaults.get_all', {}, page);
    expect(data.personal.version).toBe(1);
  });
});

describe('vaults of the workspace', () => {
  const names = async (as = page) =>
    (await app.call('vaults.get_all', {}, as)).data.workspace.map(({ name }: { name: string }) => name);
  const make = (name: string, more = {}) =>
    saved({ scope: 'group', name, text: 'a = 1', enabled: true, accept_warnings: true, ...more });

  test('are ordered by their administrators, completely or not at all', async () => {
    const [a, b, c] = [await make('a'), await make('b'), await make('c')];
    expect(await names()).toEqual(['a', 'b', 'c']);
    expect((await app.call('vaults.set_order', { vaults: [c, a, b] }, page)).data.updated).toBe(3);
    expect(await names()).toEqual(['c', 'a', 'b']);
    for (const vaults of [
      [a, b],
      [a, b, b],
      [a, b, c, '0'.repeat(32)],
    ])
      expect(refusal(await app.call('vaults.set_order', { vaults }, page))).toEqual([400, 12, 'vaults']);
    await app.call('users.delete_vaults', { vaults: [a] }, page);
    const { data } = await app.call('vaults.get_all', {}, page);
    expect(data.workspace.map(({ position }: { position: number }) => position)).toEqual([1, 2]);
  });

  test('are a hundred at most', async () => {
    for (let at = 1; at <= 100; at++) await make(`vault ${at}`, { enabled: false });
    const refused = await save({ scope: 'group', name: 'one more', text: 'a = 1' });
    expect(refusal(refused)).toEqual([400, 12, 'scope']);
    expect((await names()).length).toBe(100);
    await saved({ text: 'a = 1' });
  });

  test('count only members who can start anything among their readers', async () => {
    const other = await seedPerson(app.parts);
    await seedMember(app.parts, mira.workspace_id, other.id, 'member');
    const vault = await make('shared');
    await app.call('vaults.update', { vault, members: [mira.id, other.id] }, page);
    expect((await shown(vault)).vault.readers).toBe(2);
    await app.parts.database.pool.query("update accounts set state = 'disabled' where id = $1", [other.id]);
    expect((await shown(vault)).vault.readers).toBe(1);
  });

  test('say how many members’ processes read them', async () => {
    const other = await seedPerson(app.parts);
    await seedMember(app.parts, mira.workspace_id, other.id, 'member');
    const vault = await make('shared');
    expect((await shown(vault)).vault.readers).toBe(2);
    await app.call('vaults.update', { vault, members: [other.id] }, page);
    expect((await shown(vault)).vault).toMatchObject({
      readers: 1,
      for_all: false,
      members: [{ id: other.id, name: other.name }],
    });
    const stranger = await seedPerson(app.parts);
    const refused = await app.call('vaults.update', { vault, members: [stranger.id] }, page);
    expect(refusal(refused)).toEqual([400, 12, 'members']);
    expect((await shown(vault)).vault.members).toHaveLength(1);
  });
});

describe('bad input leaves the stored vault as it was', () => {
  const cases: [string, Record<string, unknown>, unknown[]][] = [
    ['text over 256 KiB', { text: 'é'.repeat(131_073) }, [400, 12, 'text']],
    ['a control character', { text: 'a = 1\nb = \u0007' }, [400, 12, 'text']],
    ['a delete character', { text: 'a = \u007f' }, [400, 12, 'text']],
    ['an unknown format', { text: 'a = 1', format: 'toml' }, [400, 12, 'format']],
    ['a version that is not the newest', { text: 'a = 2', base: 7 }, [409, 0, 'base']],
    ['a note of many lines', { text: 'a = 2', note: 'a\nb' }, [400, 12, 'note']],
    ['no text', {}, [400, 12, 'text']],
    ['a description too long', { text: 'a = 2', description: 'x'.repeat(1001) }, [400, 12, 'description']],
  ];
  test.each(cases)('%s', async (_, body, expected) => {
    const vault = await saved({ text: 'a = 1' });
    expect(refusal(await save({ vault, base: 1, ...body }))).toEqual(expected);
    expect((await shown(vault)).vault.version).toBe(1);
    expect(await clear(vault)).toBe('a = 1');
  });

  test('bytes that are not UTF-8, and half a surrogate pair', async () => {
    const vault = await saved({ text: 'a = 1' });
    const send = async (payload: Buffer) => {
      const answer = await app.web.inject({
        method: 'POST',
        url: '/api/vaults.save',
        headers: { 'content-type': 'application/json', ...headersOf(page) },
        payload,
      });
      const { meta } = answer.json();
      return [meta.result_code, meta.result_subcode, meta.error_data.rule];
    };
    const body = JSON.stringify({ vault, base: 1, format: 'hocon', text: 'a = "TEXT"' });
    expect(await send(Buffer.from(body.replace('TEXT', '\xff'), 'latin1'))).toEqual([
      400,
      0,
      'must be UTF-8',
    ]);
    expect((await send(Buffer.from(body.replace('TEXT', '\\ud800')))).slice(0, 2)).toEqual([400, 12]);
    expect((await shown(vault)).vault.version).toBe(1);
  });

  test('a name that another vault of the workspace has', async () => {
    await saved({ scope: 'group', name: 'Taken', text: 'a = 1' });
    const vault = await saved({ scope: 'group', name: 'Free', text: 'a = 1' });
    const renamed = await app.call('vaults.update', { vault, name: 'taken', description: 'new' }, page);
    expect(refusal(renamed)).toEqual([400, 801, 'name']);
    expect(refusal(await save({ vault, base: 1, name: 'taken', text: 'a = 2' }))).toEqual([400, 801, 'name']);
    expect((await shown(vault)).vault).toMatchObject({ name: 'Free', description: '', version: 1 });
  });

  test('a version beyond any number of the database', async () => {
    const vault = await saved({ text: 'a = 1' });
    const version = 2 ** 31;
    for (const [method, body, field] of [
      ['vaults.get_version', { version }, 'version'],
      ['vaults.get_versions', { before: version }, 'before'],
      ['vaults.reveal', { version }, 'version'],
      ['vaults.restore', { version: 1, base: version }, 'base'],
      ['vaults.restore', { version, base: 1 }, 'version'],
      ['vaults.save', { text: '', format: 'hocon', base: version }, 'base'],
    ] as const)
      expect([method, ...refusal(await app.call(method, { vault, ...body }, page))]).toEqual([
        method,
        ...[400, 12, field],
      ]);
  });

  test('a text with a remark on every line is told of the first hundreds', async () => {
    const { code, data } = await save({ text: 'a += 1\n'.repeat(5_000) });
    expect([code, data.findings.length]).toEqual([200, 500]);
  });

  test('a control character is named with its place', async () => {
    expect((await save({ text: 'a = 1\nb = \u0007' })).error.rule).toBe(
      'must not hold U+0007 (line 2, column 5)',
    );
  });

  test('text of exactly 256 KiB is taken', async () => {
    expect((await save({ text: `a = "${'x'.repeat(262_144 - 6)}"` })).code).toBe(200);
  });

  test.each([
    [
      'a YAML bomb',
      'yaml',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
        .split('')
        .map((letter, at) => `${letter}: &${letter} [${Array(9).fill(`*${'abcdefg'[at]}`).join(',')}]\n`)
        .join('')}`,
    ],
    ['YAML nested thousands deep', 'yaml', '['.repeat(20_000)],
    ['HOCON nested thousands deep', 'hocon', '{a:'.repeat(20_000)],
    ['JSON nested thousands deep', 'json', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    [
      'a HOCON that doubles itself',
      'hocon',
      `a0 = [1,1]\n${Array.from({ length: 40 }, (_, at) => `a${at + 1} = \${a${at}} \${a${at}}\n`).join('')}`,
    ],
  ])('%s can be kept while off, is never served, and holds nobody up', async (_, format, text) => {
    const before = process.cpuUsage();
    const { code, data } = await save({ text, format });
    expect(code).toBe(200);
    const on = await app.call(
      'vaults.set_enabled',
      { vault: data.vault, enabled: true, accept_warnings: true },
      page,
    );
    expect(refusal(on)).toEqual([400, 800, 'text']);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(10);
  });
});
