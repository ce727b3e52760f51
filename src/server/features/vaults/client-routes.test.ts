import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type Seeded,
  seedKey,
  seedMember,
  seedPerson,
  seedService,
} from '../../../../tests/support/seeds.ts';
import { type As, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.end());

let lead: Seeded;
let member: Seeded;
/** Key pairs for the lead's workspace. */
let asLead: As;
let asMember: As;
beforeEach(async () => {
  lead = await seedPerson(app.parts);
  member = await seedPerson(app.parts);
  await seedMember(app.parts, lead.workspace_id, member.id, 'member');
  asLead = { basic: lead.key };
  asMember = {
    basic: await seedKey(app.parts, { account_id: member.id, workspace_id: lead.workspace_id }),
  };
});

const START = 'users.get_vaults?enabled=true&types=config&types=config';
const put = (vault: Record<string, unknown>, as: As = asLead) =>
  app.call('users.add_or_update_vault', { vault }, as);
/** What a client that starts receives: names and texts in order. */
const served = async (as: As): Promise<[string, string][]> => {
  const { code, data } = await app.call(START, undefined, as);
  expect(code).toBe(200);
  return data.vaults.map((vault: { name: string; data: string }) => [vault.name, vault.data]);
};
const group = (name: string, data: string, more: Record<string, unknown> = {}) =>
  put({ scope: 'group', name, data, format: 'hocon', type: 'config', enabled: true, ...more });

describe('what a client that starts is served', () => {
  test('the workspace’s enabled vaults in their order, then its own', async () => {
    await put({ data: 'sdk.who = personal', enabled: true }, asMember);
    await group('first', 'sdk.who = first');
    await group('second', 'sdk.who = second');
    expect((await served(asMember)).map(([name]) => name)).toEqual(['first', 'second', 'Personal vault']);
    expect((await served(asLead)).map(([name]) => name)).toEqual(['first', 'second']);
  });

  test.each([
    ['hocon', 'sdk { aws.s3.region = eu-central-1 }'],
    ['json', '{"sdk":{"aws":{"s3":{"region":"eu-central-1"}}}}'],
    ['yaml', 'sdk:\n  aws:\n    s3:\n      region: eu-central-1\n'],
  ])('%s leaves as the same canonical HOCON', async (format, data) => {
    await put({ data, format, enabled: true });
    const { data: answer } = await app.call(START, undefined, asLead);
    expect(answer.vaults).toMatchObject([{ format: 'hocon', type: 'config', scope: 'user', enabled: true }]);
    expect(answer.vaults[0].data).toBe(
      '{\n  "sdk": {\n    "aws": {\n      "s3": {\n        "region": "eu-central-1"\n      }\n    }\n  }\n}\n',
    );
  });

  test('by one statement the first time, with the keys that open the texts, and by none after', async () => {
    await put({ data: 'sdk.who = personal', enabled: true });
    await group('shared', 'sdk.who = shared');
    const { data } = await app.call('auth.login', {}, asLead);
    const asked = vi.spyOn(pg.Client.prototype, 'query');
    const statements = () =>
      asked.mock.calls
        .map(([query]: unknown[]) => (typeof query === 'string' ? query : (query as { text: string }).text))
        .filter((text) => /vaults|keys/.test(text) && !/insert/.test(text));
    expect(await served({ bearer: data.token })).toHaveLength(2);
    expect(statements()).toHaveLength(1);
    expect(await served({ bearer: data.token })).toHaveLength(2);
    expect(statements()).toHaveLength(1);
    asked.mockRestore();
  });

  test('nothing of a disabled vault, at once, from a process that had it in memory', async () => {
    const { data } = await put({ data: 'sdk.x = 1', enabled: true });
    expect(await served(asLead)).toHaveLength(1);
    await put({ id: data.vault, enabled: false });
    await expect.poll(() => served(asLead), { timeout: 1_000, interval: 20 }).toEqual([]);
  });

  test('by GET with the query of the SDK, by POST, by PUT with an empty body, and unversioned', async () => {
    await put({ data: 'sdk.x = 1', enabled: true });
    const { data } = await app.call('auth.login', {}, asLead);
    for (const method of ['GET', 'POST', 'PUT'] as const)
      for (const path of [`/${START}`, `/v2.31/${START}`]) {
        const answer = await app.api.inject({
          method,
          url: path,
          headers: { authorization: `Bearer ${data.token}` },
        });
        expect([method, answer.json().data.vaults.length]).toEqual([method, 1]);
      }
  });

  test('nothing for a type that is not config', async () => {
    await put({ data: 'sdk.x = 1', enabled: true });
    const { data } = await app.call('users.get_vaults?enabled=true&types=ssh', undefined, asLead);
    expect(data.vaults).toEqual([]);
  });

  test('a text that includes files of the client’s machine is served as it stands', async () => {
    const text = 'include "~/site.conf"\nsdk.x = 1 # kept\n';
    await put({ data: text, enabled: true });
    expect(await served(asLead)).toEqual([['Personal vault', text]]);
  });

  test('variables are left for the client’s machine to fill in', async () => {
    const variable = '${?HOME}';
    await put({ data: `sdk.storage.cache.default_base_dir = ${variable}/cache`, enabled: true });
    expect((await served(asLead))[0]?.[1]).toContain(variable);
  });

  test('an agent that acts for a member receives that member’s vault', async () => {
    await put({ data: 'sdk.who = member', enabled: true }, asMember);
    const service = await seedService(app.parts, lead.workspace_id, true);
    const { data } = await app.call(
      'auth.login',
      {},
      {
        basic: service.key,
        headers: { 'x-clearml-impersonate-as': member.id },
      },
    );
    expect((await served({ bearer: data.token }))[0]?.[1]).toContain('"who": "member"');
    expect(await served({ basic: service.key })).toEqual([]);
    const refused = await put({ data: 'sdk.who = agent', enabled: true }, { bearer: data.token });
    expect([refused.code, refused.subcode]).toEqual([403, 20]);
  });
});

describe('vaults that are not for everybody', () => {
  test('reach those they are for, and the others from the moment they are chosen', async () => {
    const { data } = await group('gpu', 'sdk.gpu = true');
    const page = { session: lead.session, tenant: lead.workspace_id };
    await app.call('vaults.update', { vault: data.vault, for_all: false, members: [lead.id] }, page);
    await expect.poll(() => served(asMember), { timeout: 1_000, interval: 20 }).toEqual([]);
    expect(await served(asLead)).toHaveLength(1);
    await app.call('vaults.update', { vault: data.vault, members: [member.id] }, page);
    await expect.poll(() => served(asMember), { timeout: 1_000, interval: 20 }).toHaveLength(1);
    await expect.poll(() => served(asLead), { timeout: 1_000, interval: 20 }).toEqual([]);
  });

  test('a member who leaves is served nothing any more, and their personal vault is gone', async () => {
    await put({ data: 'sdk.who = member', enabled: true }, asMember);
    expect(await served(asMember)).toHaveLength(1);
    await app.parts.database.db
      .deleteFrom('memberships')
      .where('workspace_id', '=', lead.workspace_id)
      .where('account_id', '=', member.id)
      .execute();
    await expect
      .poll(async () => (await app.call(START, undefined, asMember)).code, { timeout: 1_000, interval: 20 })
      .toBe(401);
    await seedMember(app.parts, lead.workspace_id, member.id, 'member');
    const again = await seedKey(app.parts, { account_id: member.id, workspace_id: lead.workspace_id });
    expect(await served({ basic: again })).toEqual([]);
  });
});

describe('looking at all of them', () => {
  test('without parameters disabled ones are listed too, and their secrets never leave in clear', async () => {
    const off = await put({ data: 'sdk.aws.s3.secret = planted-off-secret', enabled: false }, asMember);
    const { data } = await app.call('users.get_vaults', {}, asMember);
    expect(data.vaults).toMatchObject([{ id: off.data.vault, enabled: false }]);
    expect(JSON.stringify(data)).not.toContain('planted-off-secret');
    const only = await app.call('users.get_vaults', { enabled: false }, asMember);
    expect(only.data.vaults).toHaveLength(1);
    expect(JSON.stringify(only.data)).not.toContain('planted-off-secret');
  });

  test('by the page’s session everything is masked, by a key pair what applies is clear', async () => {
    await put({ data: 'sdk.aws.s3.secret = planted-own-secret', enabled: true }, asMember);
    await group('shared', 'sdk.aws.s3.secret = planted-group-secret');
    for (const body of [{}, { enabled: true }, { enabled: true, types: ['config'] }]) {
      const page = { session: member.session, tenant: lead.workspace_id };
      const { data } = await app.call('users.get_vaults', body, page);
      expect(data.vaults).toHaveLength(2);
      expect(JSON.stringify(data)).not.toMatch(/planted-\w+-secret/);
    }
    const { data } = await app.call('users.get_vaults', {}, asMember);
    expect(data.vaults.map((vault: { data: string }) => /planted-\w+-secret/.exec(vault.data)?.[0])).toEqual([
      'planted-group-secret',
      'planted-own-secret',
    ]);
  });

  test('an administrator sees the workspace’s disabled vaults masked; a member does not see them at all', async () => {
    await group('off', 'sdk.token = planted-disabled', { enabled: false });
    const { data } = await app.call('users.get_vaults', {}, asLead);
    expect(data.vaults).toMatchObject([{ name: 'off', enabled: false }]);
    expect(JSON.stringify(data)).not.toContain('planted-disabled');
    expect((await app.call('users.get_vaults', {}, asMember)).data.vaults).toEqual([]);
  });
});

describe('users.add_or_update_vault', () => {
  test('makes one’s own vault once and then changes it, keeping what is left out', async () => {
    const first = await put({ scope: 'user', data: 'a = 1', format: 'hocon', type: 'config' });
    const second = await put({ scope: 'user', data: 'a = 2', description: 'mine' });
    expect(second.data.vault).toBe(first.data.vault);
    const third = await put({ id: first.data.vault, enabled: true });
    expect([third.code, third.data.vault]).toEqual([200, first.data.vault]);
    const { data } = await app.call(START, undefined, asLead);
    expect(data.vaults).toMatchObject([{ description: 'mine', version: 2, data: '{\n  "a": 2\n}\n' }]);
  });

  test('also by PUT, as ClearML’s documentation has it', async () => {
    const { data } = await app.call('auth.login', {}, asLead);
    const answer = await app.api.inject({
      method: 'PUT',
      url: '/v2.31/users.add_or_update_vault',
      headers: { authorization: `Bearer ${data.token}`, 'content-type': 'application/json' },
      payload: { vault: { scope: 'user', enabled: true, data: 'a = 1', format: 'hocon', type: 'config' } },
    });
    expect(answer.json().data.vault).toMatch(/^[0-9a-f]{32}$/);
    expect(await served(asLead)).toHaveLength(1);
  });

  test('is refused for the workspace to a member, and for another person’s vault to anybody', async () => {
    const refused = await put({ scope: 'group', name: 'x', data: 'a = 1' }, asMember);
    expect([refused.code, refused.subcode]).toEqual([403, 20]);
    const own = await put({ data: 'a = 1', enabled: true }, asMember);
    for (const vault of [
      { id: own.data.vault, data: 'a = 2' },
      { id: own.data.vault, enabled: false },
      { id: '0'.repeat(32), data: 'a = 2' },
    ]) {
      const answer = await put(vault);
      expect([answer.code, answer.subcode, answer.error.field]).toEqual([400, 10, 'vault.id']);
    }
    expect((await served(asMember))[0]?.[1]).toBe('{\n  "a": 1\n}\n');
  });

  test('what clients would misread is refused while on, and stored while off', async () => {
    const broken = 'sdk {\n  aws.s3.secret = p@ss-planted\n}\n';
    const refused = await put({ data: broken, enabled: true });
    expect([refused.code, refused.subcode, refused.error.field]).toEqual([400, 800, 'text']);
    expect(refused.message).toContain('line 2');
    expect(JSON.stringify(refused.error)).not.toContain('ss-planted');
    expect((await app.call('users.get_vaults', {}, asLead)).data.vaults).toEqual([]);
    expect((await put({ data: broken, enabled: false })).code).toBe(200);
    expect(await served(asLead)).toEqual([]);
  });

  test('another company’s group is refused', async () => {
    const body = { vault: { scope: 'group', name: 'x', data: 'a = 1' }, group: member.workspace_id };
    const answer = await app.call('users.add_or_update_vault', body, asLead);
    expect([answer.code, answer.subcode, answer.error.field]).toEqual([400, 10, 'group']);
  });

  test('a name another vault of the workspace has is refused, in any case of its letters', async () => {
    await group('Shared', 'a = 1');
    const answer = await group('shared', 'a = 2');
    expect([answer.code, answer.subcode, answer.error.field]).toEqual([400, 801, 'name']);
    expect(await served(asLead)).toEqual([['Shared', '{\n  "a": 1\n}\n']]);
  });
});

describe('users.delete_vaults', () => {
  test('deletes with all versions, and clients get it no more', async () => {
    const { data } = await put({ data: 'a = 1', enabled: true });
    await put({ data: 'a = 2' });
    const answer = await app.call('users.delete_vaults', { vaults: [data.vault] }, asLead);
    expect(answer.data).toEqual({ deleted: 1 });
    await expect.poll(() => served(asLead), { timeout: 1_000, interval: 20 }).toEqual([]);
    const { rows } = await app.parts.database.pool.query(
      'select count(*) from vault_versions where vault_id = $1',
      [data.vault],
    );
    expect(rows).toEqual([{ count: 0 }]);
  });

  test('all or none: somebody else’s among them leaves one’s own alone', async () => {
    const own = await put({ data: 'a = 1', enabled: true }, asMember);
    const shared = await group('shared', 'a = 1');
    const vaults = [own.data.vault, shared.data.vault];
    const answer = await app.call('users.delete_vaults', { vaults }, asMember);
    expect([answer.code, answer.subcode, answer.error.field]).toEqual([400, 10, 'vaults.1']);
    expect(await served(asMember)).toHaveLength(2);
  });
});
