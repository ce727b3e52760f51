import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Seeded, seedMember, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let ada: Seeded;
let ben: Seeded;
let shared: string;
beforeAll(async () => {
  app = await createTestApp();
  [ada, ben] = [await seedPerson(app.parts), await seedPerson(app.parts)];
  const made = await app.call('workspaces.create', { name: 'Vision' }, { session: ada.session });
  shared = made.data.id;
});
afterAll(() => app.end());

const locate = (kind: string, id: string, { session }: Seeded) =>
  app.call('workspaces.locate', { kind, id }, { session });

/** Makes one of each kind in a workspace of Ada's, by the wire. */
async function makeIn(tenant: string) {
  const make = async (method: string, body: object) =>
    (await app.call(method, body, { session: ada.session, tenant })).data.id as string;
  return {
    task: await make('tasks.create', { name: 'run', type: 'training' }),
    project: await make('projects.create', { name: `project of ${tenant}` }),
    model: await make('models.create', { name: 'net', uri: 's3://bucket/net.pt' }),
    queue: await make('queues.create', { name: 'fast' }),
  };
}

const CODES = { task: 101, project: 401, model: 201, queue: 701 };

test('finds each kind in whichever of the caller’s workspaces holds it, and in no other’s', async () => {
  for (const tenant of [ada.workspace_id, shared])
    for (const [kind, id] of Object.entries(await makeIn(tenant))) {
      expect((await locate(kind, id, ada)).data).toEqual({ workspace: tenant });
      const foreign = await locate(kind, id, ben);
      const unknown = await locate(kind, 'f'.repeat(32), ben);
      expect([foreign.code, foreign.subcode]).toEqual([400, CODES[kind as keyof typeof CODES]]);
      expect([foreign.subcode, foreign.error]).toEqual([unknown.subcode, unknown.error]);
      expect(foreign.message.replace(id, '')).toBe(unknown.message.replace('f'.repeat(32), ''));
    }
});

test('follows membership at once, both ways', async () => {
  const { task } = await makeIn(shared);
  await seedMember(app.parts, shared, ben.id, 'viewer');
  expect((await locate('task', task, ben)).data).toEqual({ workspace: shared });
  await app.call('workspaces.remove_member', { user: ben.id }, { session: ada.session, tenant: shared });
  expect((await locate('task', task, ben)).subcode).toBe(101);
});

test('does not find what a deleted workspace holds', async () => {
  const made = await app.call('workspaces.create', { name: 'Gone' }, { session: ada.session });
  const tenant = made.data.id;
  const { task } = await makeIn(tenant);
  await app.call('workspaces.delete', { name: 'Gone' }, { session: ada.session, tenant });
  expect((await locate('task', task, ada)).subcode).toBe(101);
});

test.each([
  ['kind', { kind: 'account', id: 'x' }],
  ['id', { kind: 'task', id: 7 }],
  ['id', { kind: 'task' }],
])('refuses a wrong %s', async (field, body) => {
  const answer = await app.call('workspaces.locate', body, { session: ada.session });
  expect([answer.code, answer.subcode, answer.error.field]).toEqual([400, 12, field]);
});

test('a key pair, which is for one workspace, may not search all', async () => {
  const { task } = await makeIn(ada.workspace_id);
  const answer = await app.call('workspaces.locate', { kind: 'task', id: task }, { basic: ada.key });
  expect(answer.code).toBe(403);
});
