import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AWS, answeringStore, deletionsOf, GONE } from '../../../../tests/support/deletions.ts';
import { sendEvents } from '../../../../tests/support/events.ts';
import { seedModel, seedProject, seedTask } from '../../../../tests/support/experiments.ts';
import { type Seeded, seedMember, seedPerson, seedService } from '../../../../tests/support/seeds.ts';
import { type As, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let mira: Seeded;
let stranger: Seeded;
let at: ReturnType<typeof deletionsOf>;

beforeAll(async () => {
  app = await createTestApp({ jobs: false });
});
afterAll(() => app.end());
beforeEach(async () => {
  await app.parts.database.pool.query('delete from storage_deletions');
  mira = await seedPerson(app.parts);
  stranger = await seedPerson(app.parts);
  at = deletionsOf(app, mira);
});

const call = (name: string, body: Record<string, unknown>, as: As = { basic: mira.key }) =>
  app.call(name, body, as);
const filesUrl = (path: string) => `${app.parts.config.files_url}/${path}`;
const put = (workspace: string, path: string) =>
  app.parts.files.put(`${workspace}/${path}`, Readable.from(['content']));
const isThere = async (workspace: string, path: string) =>
  (await app.parts.files.find(`${workspace}/${path}`)) !== undefined;

const ID = () => crypto.randomUUID().replaceAll('-', '');

/** A task that names these URLs as artifacts it made. */
function task(id: string, uris: readonly string[], row: Record<string, unknown> = {}) {
  const artifacts = uris.map((uri, n) => ({ key: `a${n}`, mode: 'output', uri }));
  return seedTask(app, { workspace_id: mira.workspace_id, id, artifacts, ...row });
}

const deleteWith = (id: string, more: Record<string, unknown> = {}) =>
  call('tasks.delete', { task: id, force: true, delete_stored_objects: true, ...more });

describe('a task of this workspace deletes nothing of another one', () => {
  test.each([
    ['a path of the other workspace', (path: string) => filesUrl(path)],
    ['with its id as the first folder', (path: string) => filesUrl(`${stranger.workspace_id}/${path}`)],
    ['out of the own folder', (path: string) => filesUrl(`x/../../${stranger.workspace_id}/${path}`)],
    ['out of it by escapes', (path: string) => filesUrl(`x/%2e%2e/%2e%2e/${stranger.workspace_id}/${path}`)],
    ['by the tenant of the URL', (path: string) => `${filesUrl(path)}?tenant=${stranger.workspace_id}`],
  ])('%s', async (_what, url) => {
    const id = ID();
    const path = `vision/net.${id}/artifacts/net.pkl`;
    await put(stranger.workspace_id, path);
    await task(id, [url(path)]);
    const { data } = await deleteWith(id);
    expect(data.deleted).toBe(true);
    await at.run(answeringStore().send);
    expect(await isThere(stranger.workspace_id, path)).toBe(true);
  });

  test('a file of this workspace is none that a URL with another tenant names', async () => {
    const id = ID();
    const path = `vision/net.${id}/artifacts/net.pkl`;
    await put(mira.workspace_id, path);
    await task(id, [`${filesUrl(path)}?tenant=${stranger.workspace_id}`]);
    expect((await deleteWith(id)).data.deletion).toBeUndefined();
    await at.run(answeringStore().send);
    expect(await isThere(mira.workspace_id, path)).toBe(true);
  });

  test('and its objects in stores go with credentials of this workspace only', async () => {
    await deletionsOf(app, stranger).saveForWorkspace();
    const id = ID();
    await task(id, [`s3://samples/p/t.${id}/models/m.pt`]);
    const { deletion } = (await deleteWith(id)).data;
    const { send, asked } = answeringStore();
    await at.run(send);
    expect(asked).toEqual([]);
    expect(await at.codes(deletion)).toEqual(['no_credentials']);
  });
});

describe('deleting a task with its stored objects', () => {
  test('deletes its artifacts, models and images, on the files door and in stores; the log says so', async () => {
    await at.saveForWorkspace();
    const id = ID();
    const own = `vision/net.${id}`;
    await put(mira.workspace_id, `${own}/artifacts/net.pkl`);
    await put(mira.workspace_id, `${own}/metrics/loss/0.png`);
    await task(id, [filesUrl(`${own}/artifacts/net.pkl`)]);
    await seedModel(app, {
      workspace_id: mira.workspace_id,
      task_id: id,
      uri: `s3://samples/${own}/models/net.pt`,
    });
    await sendEvents(app, mira.key, [
      {
        ...{ type: 'training_debug_image', task: id, iter: 1, metric: 'm', variant: 'v' },
        url: filesUrl(`${own}/metrics/loss/0.png`),
      },
    ]);
    const { deletion } = (await deleteWith(id)).data;
    const { send, objects } = answeringStore(() => GONE);
    await at.run(send);
    expect(await at.shown(deletion)).toEqual({ counts: [3, 3, 0], finished: true, failures: [] });
    expect(objects()).toEqual([`samples.s3.eu-west-1.amazonaws.com/${own}/models/net.pt`]);
    for (const path of ['artifacts/net.pkl', 'metrics/loss/0.png'])
      expect(await isThere(mira.workspace_id, `${own}/${path}`)).toBe(false);
    const { rows } = await app.parts.database.pool.query(
      'select actor_id, action from audit_events where target = $1 order by id',
      [deletion],
    );
    expect(rows).toEqual([
      { actor_id: mira.id, action: 'storage_cleanup.create' },
      { actor_id: null, action: 'storage_cleanup.finish' },
    ]);
  });

  test('a file that is not there counts as deleted', async () => {
    const id = ID();
    await task(id, [filesUrl(`p/t.${id}/artifacts/gone`)]);
    const { deletion } = (await deleteWith(id)).data;
    await at.run(answeringStore().send);
    expect((await at.shown(deletion)).counts).toEqual([1, 1, 0]);
  });

  test('leaves what lies in no folder of its own, on a disk, or is a model’s that stays', async () => {
    const id = ID();
    const model = `s3://samples/p/t.${id}/models/used.pt`;
    await task(id, [
      `s3://samples/p/t.${ID()}/models/m.pt`,
      's3://samples/production.pt',
      `file:///data/t.${id}/artifacts/a`,
      `/data/t.${id}/artifacts/a`,
      model,
    ]);
    await seedModel(app, { workspace_id: mira.workspace_id, uri: model });
    const counted = (await call('tasks.get_stored_objects', { ids: [id] })).data;
    expect(counted).toEqual({ objects: 0, stores: [], kept: 5, more: false });
    expect((await deleteWith(id)).data.deletion).toBeUndefined();
  });

  test('only when asked for: ClearML’s own field, which its SDK always sends, deletes none', async () => {
    const id = ID();
    await task(id, [filesUrl(`p/t.${id}/artifacts/a`)]);
    const plain = { delete_stored_objects: false, delete_external_artifacts: true };
    expect((await deleteWith(id, plain)).data).toMatchObject({ deleted: true });
    const { rows } = await app.parts.database.pool.query('select from storage_deletions');
    expect(rows).toEqual([]);
  });

  test('several at once, each with its own', async () => {
    const ids = [ID(), ID()];
    for (const id of ids) await task(id, [filesUrl(`p/t.${id}/artifacts/a`)]);
    const wanted = { ids, force: true, delete_stored_objects: true };
    const { succeeded } = (await call('tasks.delete_many', wanted)).data;
    expect(new Set(succeeded.map(({ deletion }: { deletion: string }) => deletion)).size).toBe(2);
  });

  test('a refused deletion of the task deletes none', async () => {
    const id = ID();
    await task(id, [filesUrl(`p/t.${id}/artifacts/a`)], { status: 'completed' });
    expect((await deleteWith(id, { force: false })).code).toBe(400);
    const { rows } = await app.parts.database.pool.query('select from storage_deletions');
    expect(rows).toEqual([]);
  });

  test('is refused to an account that acts for another, before anything is deleted', async () => {
    const agent = await seedService(app.parts, mira.workspace_id, true);
    const acting = { basic: agent.key, headers: { 'x-clearml-impersonate-as': mira.id } };
    const id = ID();
    await task(id, ['s3://samples/a']);
    const wanted = { task: id, delete_stored_objects: true };
    for (const name of ['tasks.reset', 'tasks.delete']) {
      const { code, error } = await call(name, wanted, acting);
      expect([code, error.field]).toEqual([403, 'delete_stored_objects']);
    }
    expect((await call('tasks.delete', { task: id }, acting)).code).toBe(200);
  });
});

describe('deleting a model or a project with stored objects', () => {
  test('a model’s weights go from the folder of the task that made it', async () => {
    const id = ID();
    const path = `p/t.${id}/models/net.pt`;
    await put(mira.workspace_id, path);
    await task(id, []);
    const model = await seedModel(app, {
      ...{ workspace_id: mira.workspace_id, task_id: id, uri: filesUrl(path) },
    });
    const { deletion } = (await call('models.delete', { model, delete_stored_objects: true })).data;
    await at.run(answeringStore().send);
    expect((await at.shown(deletion)).counts).toEqual([1, 1, 0]);
    expect(await isThere(mira.workspace_id, path)).toBe(false);
  });

  test('a project’s contents take theirs along', async () => {
    const id = ID();
    const project = await seedProject(app, { workspace_id: mira.workspace_id });
    await put(mira.workspace_id, `p/t.${id}/artifacts/a`);
    await task(id, [filesUrl(`p/t.${id}/artifacts/a`)], { project_id: project });
    const wanted = { project, force: true, delete_contents: true, delete_stored_objects: true };
    expect((await call('projects.delete', wanted)).data.deleted_tasks).toBe(1);
    await at.run(answeringStore().send);
    expect(await isThere(mira.workspace_id, `p/t.${id}/artifacts/a`)).toBe(false);
  });
});

describe('resetting a task with its stored objects', () => {
  const path = (id: string) => `p/t.${id}/artifacts/a`;
  async function reset() {
    const id = ID();
    await put(mira.workspace_id, path(id));
    await task(id, [filesUrl(path(id))], { status: 'completed' });
    const { data } = await call('tasks.reset', { task: id, force: true, delete_stored_objects: true });
    return { id, deletion: data.deletion as string };
  }

  test('deletes them', async () => {
    const { id, deletion } = await reset();
    await at.run(answeringStore().send);
    expect((await at.shown(deletion)).counts).toEqual([1, 1, 0]);
    expect(await isThere(mira.workspace_id, path(id))).toBe(false);
  });

  test.each([
    ['it runs again', (id: string) => call('tasks.started', { task: id, force: true })],
    ['it ran again to its end', (id: string) => call('tasks.completed', { task: id, force: true })],
    ['it was reset again', (id: string) => call('tasks.reset', { task: id })],
    ['it was deleted', (id: string) => call('tasks.delete', { task: id })],
    [
      'it names the object again',
      (id: string) =>
        call('tasks.add_or_update_artifacts', {
          ...{ task: id, artifacts: [{ key: 'a', type: 'custom', uri: filesUrl(path(id)) }] },
        }),
    ],
  ])('leaves them once %s, since it may have written them anew', async (_what, then) => {
    const { id, deletion } = await reset();
    expect((await then(id)).code).toBe(200);
    await at.run(answeringStore().send);
    expect(await at.codes(deletion)).toEqual(['task_changed']);
    expect(await isThere(mira.workspace_id, path(id))).toBe(true);
  });
});

describe('tasks.get_stored_objects', () => {
  test('counts by store, with whether there are credentials', async () => {
    const id = ID();
    const own = `p/t.${id}`;
    await at.save('account', mira.id, AWS);
    await task(id, [
      filesUrl(`${own}/artifacts/a`),
      filesUrl(`${own}/artifacts/b`),
      filesUrl(`${own}/artifacts/b`),
      `s3://samples/${own}/c`,
      `gs://other/${own}/d`,
      `azure://acc.blob.core.windows.net/box/${own}/e`,
      `https://nas.example.org/${own}/f`,
      's3://samples/elsewhere',
    ]);
    const models = [{ ready: false }, { ready: true }].map((row, n) =>
      seedModel(app, {
        ...{ workspace_id: mira.workspace_id, task_id: id, uri: filesUrl(`${own}/models/${n}`), ...row },
      }),
    );
    await Promise.all(models);
    const store = (kind: string, place: string, objects: number, credentials: boolean) =>
      expect.objectContaining({ kind, place, objects, credentials });
    const { data } = await call('tasks.get_stored_objects', { ids: [id] });
    expect(data).toEqual({ objects: 7, stores: expect.any(Array), kept: 1, more: false });
    expect(data.stores).toHaveLength(5);
    expect(data.stores).toEqual(
      expect.arrayContaining([
        store('files', '', 3, true),
        store('s3', 's3://samples', 1, true),
        store('gcs', 'gs://other', 1, false),
        store('azure', 'azure://acc.blob.core.windows.net/box', 1, false),
        store('web', 'https://nas.example.org', 1, false),
      ]),
    );
    const without = await call('tasks.get_stored_objects', { ids: [id], delete_output_models: false });
    expect(without.data.objects).toBe(6);
  });

  test('counts nothing for tasks of another workspace, nor for unknown ones', async () => {
    const id = ID();
    await seedTask(app, {
      ...{ workspace_id: stranger.workspace_id, id },
      artifacts: [{ key: 'a', mode: 'output', uri: filesUrl(`p/t.${id}/artifacts/a`) }],
    });
    for (const asked of [id, 'f'.repeat(32)])
      expect((await call('tasks.get_stored_objects', { ids: [asked] })).data).toEqual({
        ...{ objects: 0, stores: [], kept: 0, more: false },
      });
  });

  test('is for those who may delete', async () => {
    const viewer = await seedPerson(app.parts);
    await seedMember(app.parts, mira.workspace_id, viewer.id, 'viewer');
    const as = { session: viewer.session, tenant: mira.workspace_id };
    expect((await call('tasks.get_stored_objects', { ids: [ID()] }, as)).code).toBe(403);
  });
});
