import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract, type EndpointName } from '../../src/contract/contract.ts';
import type { MemberRole } from '../../src/server/db/schema.ts';
import { type Seeded, seedKey, seedMember, seedPerson } from '../support/seeds.ts';
import { type As, createTestApp, type TestApp } from '../support/test-app.ts';

/** A secret in each vault; none of them may reach somebody whom its vault is not for, by any method. */
const SECRETS = {
  personal: 'planted-personal',
  chosen: 'planted-chosen',
  disabled: 'planted-disabled',
  elsewhere: 'planted-elsewhere',
};
type Which = keyof typeof SECRETS;

let app: TestApp;
let owner: Seeded;
const vaults = {} as Record<Which, string>;
const people: Record<string, { session: As; key: As }> = {};

beforeAll(async () => {
  app = await createTestApp();
  owner = await seedPerson(app.parts);
  const chosen = await join('the chosen member', 'member');
  await join('another member', 'member');
  await join('a viewer', 'viewer');
  await join('an administrator', 'administrator');
  const stranger = await seedPerson(app.parts, { server_admin: true });
  people['a server administrator from elsewhere'] = {
    session: { session: stranger.session, tenant: owner.workspace_id },
    key: { basic: stranger.key },
  };
  const page = { session: owner.session, tenant: owner.workspace_id };
  vaults.personal = await make(page, { scope: 'user', text: textOf('personal') });
  vaults.chosen = await make(page, { scope: 'group', name: 'chosen', text: textOf('chosen') });
  await app.call('vaults.update', { vault: vaults.chosen, members: [chosen.id] }, page);
  vaults.disabled = await make(page, {
    scope: 'group',
    name: 'disabled',
    text: textOf('disabled'),
    enabled: false,
  });
  const other = await seedPerson(app.parts);
  vaults.elsewhere = await make(
    { session: other.session, tenant: other.workspace_id },
    { scope: 'group', name: 'elsewhere', text: textOf('elsewhere') },
  );
});
afterAll(() => app.end());

const textOf = (which: Which) => `sdk.aws.s3.secret = ${SECRETS[which]}\nplain = ${SECRETS[which]}-plain\n`;

async function make(as: As, body: Record<string, unknown>): Promise<string> {
  const given = { format: 'hocon', base: 0, enabled: true, accept_warnings: true, ...body };
  const { code, data } = await app.call('vaults.save', given, as);
  expect(code).toBe(200);
  return data.vault;
}

async function join(name: string, role: MemberRole): Promise<Seeded> {
  const person = await seedPerson(app.parts);
  await seedMember(app.parts, owner.workspace_id, person.id, role);
  const key = await seedKey(app.parts, { account_id: person.id, workspace_id: owner.workspace_id });
  people[name] = {
    session: { session: person.session, tenant: owner.workspace_id },
    key: { basic: key },
  };
  return person;
}

/** Whose text may be read in plain words (not its secrets, which the page gets only by revealing). */
const READS: Record<string, readonly Which[]> = {
  'the chosen member': ['chosen'],
  'another member': [],
  'a viewer': [],
  'an administrator': ['chosen', 'disabled'],
  'a server administrator from elsewhere': [],
};
/** Whose secrets may be had in clear: by starting a client, or by revealing. */
const HAS: Record<string, readonly Which[]> = { ...READS };

/** Every method that takes or lists vaults, with every body worth trying on one of them. */
const bodies = (vault: string): Record<string, Record<string, unknown>[]> => ({
  'users.get_vaults': [
    {},
    { enabled: true },
    { enabled: false },
    { enabled: true, types: ['config', 'config'] },
  ],
  'vaults.get_all': [{}],
  'vaults.get_by_id': [{ vault }],
  'vaults.get_versions': [{ vault }],
  'vaults.get_version': [{ vault, version: 1 }],
  'vaults.get_rollout': [{ vault }],
  'vaults.reveal': [{ vault }, { vault, version: 1 }, { vault, use: 'copy' }],
  'vaults.restore': [{ vault, version: 1, base: 9 }],
  'vaults.save': [{ vault, text: '', format: 'hocon', base: 9 }],
  // Who may edit it changes nothing by these either: it is so already, and nobody has that id.
  'vaults.set_enabled': [{ vault, enabled: vault !== vaults.disabled }],
  'vaults.update': [{ vault, members: ['0'.repeat(32)] }],
  'vaults.set_order': [{ vaults: [vault] }],
  'users.add_or_update_vault': [{ vault: { id: vault, data: '{', enabled: true } }],
  'users.delete_vaults': [{ vaults: [vault, '0'.repeat(32)] }],
});

test('every method about vaults is tried', () => {
  const named = (Object.keys(contract) as EndpointName[]).filter((name) => name.includes('vault'));
  expect(Object.keys(bodies('x')).toSorted()).toEqual(named.toSorted());
});

describe.each(Object.keys(READS))('%s', (who) => {
  test.each(Object.keys(SECRETS) as Which[])('and the %s vault', async (which) => {
    const { session, key } = people[who] ?? expect.fail();
    const heard: string[] = [];
    for (const [method, list] of Object.entries(bodies(vaults[which])))
      for (const body of list)
        for (const as of [session, key]) heard.push(JSON.stringify(await app.call(method, body, as)));
    const all = heard.join('\n');
    expect(all.includes(`${SECRETS[which]}-plain`)).toBe(READS[who]?.includes(which));
    expect(new RegExp(`${SECRETS[which]}(?!-plain)`).test(all)).toBe(HAS[who]?.includes(which));
    // Nothing of that changed a thing.
    const { rows } = await app.parts.database.pool.query(
      'select version, enabled, for_all from vaults where id = $1',
      [vaults[which]],
    );
    expect(rows).toEqual([{ version: 1, enabled: which !== 'disabled', for_all: which !== 'chosen' }]);
  });

  test.each(Object.keys(SECRETS) as Which[])(
    'is answered about the %s vault as about none',
    async (which) => {
      const { session, key } = people[who] ?? expect.fail();
      if (READS[who]?.includes(which)) return;
      const none = '0'.repeat(32);
      for (const [method, list] of Object.entries(bodies(vaults[which])))
        for (const [at] of list.entries())
          for (const as of [session, key]) {
            const answers = await Promise.all(
              [vaults[which], none].map((id) => app.call(method, bodies(id)[method]?.[at], as)),
            );
            const [theirs, absent] = answers.map(({ code, subcode, message, error }) => ({
              code,
              subcode,
              message: message.replaceAll(vaults[which], none),
              error: JSON.stringify(error).replaceAll(vaults[which], none),
            }));
            expect([method, theirs]).toEqual([method, absent]);
          }
    },
  );
});
