import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** Who looks at deletions: a member, and whether they administer the workspace. */
export interface Viewer {
  workspace_id: string;
  account_id: string;
  sees_all: boolean;
}

/** An object as it is noted: its address without secrets, and its failure if it cannot be tried at all. */
export interface NotedObject {
  url: string;
  failed_code: string | null;
}

const INSERTED_AT_ONCE = 5000;

interface NewDeletion {
  workspace_id: string;
  id: string;
  account_id: string;
  reset: { task: string; generation: number } | undefined;
}

/** Notes a deletion with its objects, numbered from 1. */
export async function insertDeletion(
  tx: Db,
  { workspace_id, id, account_id, reset }: NewDeletion,
  objects: readonly NotedObject[],
): Promise<void> {
  const failed = objects.filter(({ failed_code }) => failed_code !== null).length;
  await sql`
    insert into storage_deletions
      (workspace_id, id, account_id, total, failed, finished_at, reset_task, reset_generation)
    values (${workspace_id}, ${id}, ${account_id}, ${objects.length}, ${failed},
      ${failed === objects.length ? sql`now()` : null}, ${reset?.task}, ${reset?.generation})`.execute(tx);
  for (let at = 0; at < objects.length; at += INSERTED_AT_ONCE) {
    const some = objects.slice(at, at + INSERTED_AT_ONCE);
    await sql`
      insert into storage_deletion_objects (workspace_id, deletion_id, number, url, next_at, failed_code)
      select ${workspace_id}, ${id}, ${at} + n, url, case when code is null then now() end, code
      from unnest(${some.map(({ url }) => url)}::text[], ${some.map(({ failed_code }) => failed_code)}::text[])
        with ordinality as given (url, code, n)`.execute(tx);
  }
}

/** While something is worked on, "next try" is now. */
const NEXT_TRY = sql<string | null>`(
  select min(case when o.lease is null then o.next_at else now() end) from storage_deletion_objects o
  where o.workspace_id = d.workspace_id and o.deletion_id = d.id and o.next_at is not null)`;

const visible = (db: Db, { workspace_id, account_id, sees_all }: Viewer) =>
  db
    .selectFrom('storage_deletions as d')
    .innerJoin('accounts as a', 'a.id', 'd.account_id')
    .where('d.workspace_id', '=', workspace_id)
    .$if(!sees_all, (query) => query.where('d.account_id', '=', account_id))
    .select(['d.id', 'd.created_at as created', 'd.finished_at as finished', 'd.account_id', 'd.total'])
    .select(['d.deleted', 'd.failed', 'a.name as account_name', NEXT_TRY.as('next_try')]);

/** Deletions this member may see, the newest first. */
export function listDeletions(
  db: Db,
  viewer: Viewer,
  { after, limit }: { after: { at: string; id: string } | undefined; limit: number },
) {
  return visible(db, viewer)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(d.created_at, d.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null})`,
      ),
    )
    .orderBy('d.created_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(limit)
    .execute();
}

export type ListedDeletion = Awaited<ReturnType<typeof listDeletions>>[number];

/** One deletion; undefined when there is none, or none this member may see. */
export function findDeletion(db: Db, viewer: Viewer, id: string): Promise<ListedDeletion | undefined> {
  return visible(db, viewer).where('d.id', '=', id).executeTakeFirst();
}

/** What a deletion could not delete, in the order it was asked for. */
export function listFailures(
  db: Db,
  { workspace_id }: Viewer,
  id: string,
  { after, limit }: { after: number; limit: number },
) {
  return db
    .selectFrom('storage_deletion_objects')
    .select(['number', 'url', 'tries'])
    .select(sql<string>`failed_code`.as('code'))
    .where('workspace_id', '=', workspace_id)
    .where('deletion_id', '=', id)
    .where('failed_code', 'is not', null)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute();
}

/**
 * Sets what a deletion could not delete to be tried from the start.
 * @returns how many objects; undefined when there is no such deletion, or none this member may see
 */
export async function resetFailures(tx: Db, viewer: Viewer, id: string): Promise<number | undefined> {
  const { workspace_id, account_id, sees_all } = viewer;
  const found = await tx
    .selectFrom('storage_deletions')
    .select('failed')
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .$if(!sees_all, (query) => query.where('account_id', '=', account_id))
    .forUpdate()
    .executeTakeFirst();
  if (!found || found.failed === 0) return found?.failed;
  await sql`
    update storage_deletion_objects set failed_code = null, tries = 0, next_at = now()
    where workspace_id = ${workspace_id} and deletion_id = ${id} and failed_code is not null`.execute(tx);
  await sql`
    update storage_deletions set failed = 0, finished_at = null
    where workspace_id = ${workspace_id} and id = ${id}`.execute(tx);
  return found.failed;
}

/** Forgets deletions that were finished so many days ago, with what they could not delete. */
export async function deleteOldDeletions(db: Db, days = 30): Promise<void> {
  await sql`
    delete from storage_deletions where finished_at < now() - make_interval(days => ${days})`.execute(db);
}
