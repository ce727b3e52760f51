import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Seeded, seedMember, seedPerson } from '../../../../tests/support/seeds.ts';
import { type Answer, type As, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { startDeletion } from './deletions.ts';
import { deleteOldDeletions } from './deletions-store.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ jobs: false });
});
afterAll(() => app.end());

let mira: Seeded;
let page: As;
beforeEach(async () => {
  mira = await seedPerson(app.parts);
  page = { session: mira.session, tenant: mira.workspace_id };
});

const call = (what: string, body: object = {}, as = page) => app.call(`storage_cleanup.${what}`, body, as);
const create = async (urls: readonly string[], as = page): Promise<string> => {
  const { code, data } = await call('create', { urls }, as);
  expect(code).toBe(200);
  return data.id;
};
const get = async (id: string, body: object = {}, as = page) =>
  (await call('get_by_id', { id, ...body }, as)).data;
const refusal = ({ code, subcode, error }: Answer) => [code, subcode, error.field];
const sql = async (text: string, values: unknown[]) =>
  (await app.parts.database.pool.query(text, values)).rows;
const memberOf = async (role: 'administrator' | 'member' | 'viewer'): Promise<As & { id: string }> => {
  const person = await seedPerson(app.parts);
  await seedMember(app.parts, mira.workspace_id, person.id, role);
  return { id: person.id, session: person.session, tenant: mira.workspace_id };
};

describe('asking for a deletion', () => {
  test('notes every object once, and says who asked', async () => {
    const id = await create(['s3://b/a', 'gs://b/a', 's3://b/a'], { basic: mira.key });
    expect(await get(id)).toEqual({
      deletion: {
        id,
        created: expect.any(String),
        finished: null,
        by: { id: mira.id, name: mira.name },
        total: 2,
        deleted: 0,
        failed: 0,
        next_try: expect.any(String),
      },
      failures: [],
      next: null,
    });
  });

  test('what names no object fails at once, with its reason, and keeps nothing else back', async () => {
    const urls = [
      's3://bucket',
      's3://bucket/',
      'file:///etc/passwd',
      's3://bucket/a/../b',
      's3://ok/a',
      'nonsense',
    ];
    const { deletion, failures } = await get(await create(urls));
    expect(deletion).toMatchObject({ total: 6, failed: 5, finished: null });
    expect(failures.map(({ url, code }: { url: string; code: string }) => [url, code])).toEqual([
      ['s3://bucket', 'no_key'],
      ['s3://bucket/', 'no_key'],
      ['file:///etc/passwd', 'not_storage'],
      ['s3://bucket/a/../b', 'bad_address'],
      ['nonsense', 'not_storage'],
    ]);
    for (const { reason } of failures) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
  });

  test('with nothing that could be tried it is finished', async () => {
    const { deletion } = await get(await create(['s3://bucket']));
    expect(deletion.finished).not.toBeNull();
    expect(deletion.next_try).toBeNull();
  });

  test('keeps no signature, user or password of a web address', async () => {
    const id = await create([
      'https://visionstore.blob.core.windows.net/art/a.png?sv=1&sig=planted#planted',
      'https://planted:planted@minio.example.org:9000/b/k',
    ]);
    const rows = await sql('select url from storage_deletion_objects where deletion_id = $1', [id]);
    expect(JSON.stringify(rows)).not.toContain('planted');
    expect(rows[0].url).toBe('https://visionstore.blob.core.windows.net/art/a.png');
  });

  test('joins a transaction, and goes with it', async () => {
    const { db } = app.parts.database;
    const wanted = { workspace_id: mira.workspace_id, account_id: mira.id, urls: ['s3://b/k'] };
    const undone = db.transaction().execute(async (tx) => {
      await startDeletion(tx, wanted);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect((await call('get_all')).data.deletions).toEqual([]);
    const id = await startDeletion(db, wanted);
    expect((await get(id)).deletion.total).toBe(1);
  });

  test('takes 10,000 addresses and not one more', async () => {
    const urls = Array.from({ length: 10_000 }, (_, n) => `s3://bucket/${'folder/'.repeat(20)}${n}.png`);
    expect(JSON.stringify(urls).length).toBeGreaterThan(1024 * 1024);
    const { deletion } = await get(await create(urls));
    expect(deletion.total).toBe(10_000);
    const more = await call('create', { urls: [...urls, 's3://bucket/one/more'] });
    expect(refusal(more)).toEqual([400, 12, 'urls']);
    const numbers = await sql(
      'select count(distinct number)::int as n, max(number) as last from storage_deletion_objects where deletion_id = $1',
      [deletion.id],
    );
    expect(numbers).toEqual([{ n: 10_000, last: 10_000 }]);
  });

  test.each([
    ['none', []],
    ['an empty one', ['']],
    ['one too long', [`s3://b/${'a'.repeat(4096)}`]],
    ['no text', [1]],
  ])('refuses %s', async (_what, urls) => {
    expect((await call('create', { urls })).subcode).toBe(12);
    expect((await call('get_all')).data.deletions).toEqual([]);
  });

  test('stands in the audit log', async () => {
    const id = await create(['s3://b/k', 's3://b/l']);
    expect(await sql('select action, actor_id, detail from audit_events where target = $1', [id])).toEqual([
      { action: 'storage_cleanup.create', actor_id: mira.id, detail: { objects: 2 } },
    ]);
  });
});

describe('looking at deletions', () => {
  test('the newest first, page by page', async () => {
    const ids = [];
    for (let n = 0; n < 5; n++) ids.unshift(await create([`s3://b/${n}`]));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await call('get_all', { after, page_size: 2 });
      seen.push(...data.deletions.map(({ id }: { id: string }) => id));
      after = data.next;
    } while (after);
    expect(seen).toEqual(ids);
    expect(refusal(await call('get_all', { after: 'x' }))).toEqual([400, 12, 'after']);
  });

  test('what failed comes page by page, in its order', async () => {
    const urls = Array.from({ length: 5 }, (_, n) => `nonsense ${n}`);
    const id = await create(urls);
    const seen: string[] = [];
    let after: number | null = 0;
    do {
      const { failures, next }: { failures: { url: string }[]; next: number | null } = await get(id, {
        after,
        page_size: 2,
      });
      seen.push(...failures.map(({ url }) => url));
      after = next;
    } while (after !== null);
    expect(seen).toEqual(urls);
  });

  test('administrators see all, others their own, strangers and other workspaces none', async () => {
    const member = await memberOf('member');
    const id = await startDeletion(app.parts.database.db, {
      workspace_id: mira.workspace_id,
      account_id: member.id,
      urls: ['s3://b/theirs'],
    });
    const mine = await create(['s3://b/mine']);
    const listed = async (as: As) =>
      (await call('get_all', {}, as)).data.deletions.map(({ id }: { id: string }) => id);
    expect(await listed(page)).toEqual([mine, id]);
    expect(await listed(member)).toEqual([id]);
    expect(await listed(await memberOf('viewer'))).toEqual([]);
    expect(refusal(await call('get_by_id', { id: mine }, member))).toEqual([400, 10, 'id']);
    const other = await seedPerson(app.parts);
    const elsewhere = { session: other.session, tenant: other.workspace_id };
    expect(await listed(elsewhere)).toEqual([]);
    for (const what of ['get_by_id', 'retry'])
      expect(refusal(await call(what, { id: mine }, elsewhere))).toEqual([400, 10, 'id']);
  });

  test('end after 30 days, with what they could not delete; one that is at work never does', async () => {
    const [old, young, working] = [
      await create(['nonsense']),
      await create(['nonsense']),
      await create(['s3://b/k']),
    ];
    await sql("update storage_deletions set finished_at = now() - interval '31 days' where id = $1", [old]);
    await sql("update storage_deletions set finished_at = now() - interval '29 days' where id = $1", [young]);
    await sql("update storage_deletions set created_at = now() - interval '90 days' where id = $1", [
      working,
    ]);
    await deleteOldDeletions(app.parts.database.db);
    const { deletions } = (await call('get_all')).data;
    expect(deletions.map(({ id }: { id: string }) => id)).toEqual([young, working]);
    expect(await sql('select url from storage_deletion_objects where deletion_id = $1', [old])).toEqual([]);
  });
});

describe('retrying', () => {
  test('sets what failed to be tried again, and says how much', async () => {
    const id = await create(['s3://b/k', 's3://b/l']);
    await sql(
      "update storage_deletion_objects set next_at = null, failed_code = 'access_denied', tries = 5 where deletion_id = $1 and number = 1",
      [id],
    );
    await sql('update storage_deletions set failed = 1, deleted = 1, finished_at = now() where id = $1', [
      id,
    ]);
    expect((await call('retry', { id })).data).toEqual({ retried: 1 });
    const { deletion, failures } = await get(id);
    expect(deletion).toMatchObject({ failed: 0, deleted: 1, finished: null });
    expect(failures).toEqual([]);
    expect((await call('retry', { id })).data).toEqual({ retried: 0 });
    expect(await sql('select action, detail from audit_events where target = $1 order by id', [id])).toEqual([
      { action: 'storage_cleanup.create', detail: { objects: 2 } },
      { action: 'storage_cleanup.retry', detail: { objects: 1 } },
    ]);
  });

  test('is not for a member whose deletion it is not', async () => {
    const id = await create(['nonsense']);
    expect(refusal(await call('retry', { id }, await memberOf('member')))).toEqual([400, 10, 'id']);
    expect((await get(id)).deletion.failed).toBe(1);
  });
});
