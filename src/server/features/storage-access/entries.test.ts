import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Seeded, seedMember, seedPerson } from '../../../../tests/support/seeds.ts';
import { placeS3, SECRET_KEYS } from '../../../../tests/support/storage-entries.ts';
import { type As, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let lead: Seeded;
let member: Seeded;
let stranger: Seeded;
beforeAll(async () => {
  app = await createTestApp();
  [lead, member, stranger] = [
    await seedPerson(app.parts),
    await seedPerson(app.parts),
    await seedPerson(app.parts),
  ];
  await seedMember(app.parts, lead.workspace_id, member.id, 'member');
});
afterAll(() => app.end());

const asLead = (): As => ({ session: lead.session, tenant: lead.workspace_id });
const asMember = (): As => ({ session: member.session, tenant: lead.workspace_id });
const asStranger = (): As => ({ session: stranger.session });

const save = (body: object, as = asLead()) => app.call('storage_access.save', body, as);
const listed = async (as = asLead()) => (await app.call('storage_access.get_all', {}, as)).data;
const rows = async () =>
  (await app.parts.database.pool.query('select * from storage_entries order by created_at')).rows;
const events = async (action: string) =>
  (await app.parts.database.pool.query('select * from audit_events where action = $1 order by id', [action]))
    .rows;

describe('entries of a workspace', () => {
  test('an administrator saves one, members see where it leads, nobody sees its secret', async () => {
    const { code, data } = await save({ ...placeS3, secret: SECRET_KEYS });
    expect([code, data.id]).toEqual([200, expect.stringMatching(/^[0-9a-f]{32}$/)]);
    for (const as of [asLead(), asMember()]) {
      const { workspace, own, lock } = await listed(as);
      expect({ own, lock }).toEqual({ own: [], lock: null });
      expect(workspace).toEqual([
        {
          id: data.id,
          ...placeS3,
          secret_type: 'keys',
          has_token: true,
          created: expect.stringMatching(/\+00:00$/),
          updated: expect.stringMatching(/\+00:00$/),
          created_by: lead.name,
        },
      ]);
    }
    expect((await listed(asStranger())).workspace).toEqual([]);
    const [row] = await rows();
    for (const secret of [SECRET_KEYS.key, SECRET_KEYS.secret, SECRET_KEYS.token])
      expect(row.sealed.includes(secret)).toBe(false);
    const [event] = await events('storage_access.save');
    expect(event).toMatchObject({ workspace_id: lead.workspace_id, actor_id: lead.id, target: data.id });
    expect(event.detail).toEqual({ ...placeS3, new: true, secret: 'changed' });
    await app.call('storage_access.delete', { id: data.id }, asLead());
  });

  test('a change without a secret keeps the stored one', async () => {
    const { id } = (await save({ ...placeS3, secret: SECRET_KEYS })).data;
    const [before] = await rows();
    expect((await save({ id, ...placeS3, bucket: 'other', prefix: 'a/b' })).data).toEqual({ id });
    const [after] = await rows();
    expect([after.bucket, after.prefix, after.has_token]).toEqual(['other', 'a/b', true]);
    expect([after.nonce, after.sealed]).toEqual([before.nonce, before.sealed]);
    expect(after.updated_at > before.updated_at).toBe(true);
    await save({ id, ...placeS3, secret: { type: 'keys', key: 'k2', secret: 's2' } });
    const [changed] = await rows();
    expect(changed.sealed).not.toEqual(before.sealed);
    expect(changed.has_token).toBe(false);
    await app.call('storage_access.delete', { id }, asLead());
  });

  test.each([
    ['kind', { kind: 'gcs' }],
    ['scheme', { scheme: 'http' }],
    ['host', { host: 'evil.example.org:9000' }],
    ['port', { host: 'minio.example.org:9001' }],
  ])('without the secret typed again it goes to no other %s', async (_what, change) => {
    const { id } = (await save({ ...placeS3, secret: SECRET_KEYS })).data;
    const answer = await save({ id, ...placeS3, ...change });
    expect([answer.code, answer.subcode, answer.error.field]).toEqual([400, 12, 'secret']);
    expect((await listed()).workspace[0]).toMatchObject(placeS3);
    expect((await save({ id, ...placeS3, ...change, secret: SECRET_KEYS })).code).toBe(200);
    await app.call('storage_access.delete', { id }, asLead());
  });

  test("another workspace's entry is answered like an absent one, and stays", async () => {
    const { id } = (await save({ ...placeS3, secret: SECRET_KEYS })).data;
    const wrong = { ...placeS3, bucket: 'stolen' };
    for (const [path, body] of [
      ['storage_access.save', { id, ...wrong }],
      ['storage_access.save', { id: 'f'.repeat(32), ...wrong }],
      ['storage_access.delete', { id }],
    ] as const) {
      const answer = await app.call(path, body, asStranger());
      expect([path, answer.code, answer.subcode]).toEqual([path, 400, 10]);
    }
    expect((await listed()).workspace).toHaveLength(1);
    await app.call('storage_access.delete', { id }, asLead());
    expect((await listed()).workspace).toEqual([]);
    expect((await events('storage_access.delete')).at(-1)).toMatchObject({ target: id, detail: placeS3 });
  });

  test('a workspace has one entry for a place, and at most 100', async () => {
    const made: string[] = [];
    for (let n = 0; n < 100; n++)
      made.push((await save({ ...placeS3, prefix: `p${n}`, secret: SECRET_KEYS })).data.id);
    const twice = await save({ id: made[1], ...placeS3, prefix: 'p0' });
    expect([twice.code, twice.subcode, twice.error.field]).toEqual([400, 801, 'bucket']);
    const more = await save({ ...placeS3, prefix: 'one more', secret: SECRET_KEYS });
    expect([more.code, more.subcode, more.error.rule]).toEqual([
      400,
      12,
      'a workspace has at most 100 storage entries',
    ]);
    expect((await save({ id: made[0], ...placeS3, prefix: 'p0', region: 'x-1' })).code).toBe(200);
    for (const id of made) await app.call('storage_access.delete', { id }, asLead());
  });
});
