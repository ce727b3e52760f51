import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** An object that this process alone works on until its lease ends. */
export interface Claim {
  workspace_id: string;
  deletion_id: string;
  account_id: string;
  /** The task whose reset left the object, and the generation of its events from then on. */
  reset_task: string | null;
  reset_generation: number | null;
  number: number;
  url: string;
  /** Counts the one that begins now. */
  tries: number;
}

/**
 * Takes due objects of the deletion whose turn is longest ago; no other process gets them before the lease ends.
 * Deletions of deleted workspaces rest.
 */
export async function claimObjects(
  db: Db,
  { lease, lease_s, limit }: { lease: string; lease_s: number; limit: number },
): Promise<Claim[]> {
  const { rows } = await sql<Claim>`
    with turn as (
      select d.workspace_id, d.id, d.account_id, d.reset_task, d.reset_generation from storage_deletions d
      join workspaces w on w.id = d.workspace_id and w.deleted_at is null
      where d.finished_at is null and exists (
        select from storage_deletion_objects o
        where o.workspace_id = d.workspace_id and o.deletion_id = d.id and o.next_at <= now())
      order by d.served_at nulls first limit 1
      for update of d skip locked
    ), served as (
      update storage_deletions d set served_at = now() from turn
      where d.workspace_id = turn.workspace_id and d.id = turn.id
    ), due as (
      select o.workspace_id, o.deletion_id, o.number, turn.account_id, turn.reset_task, turn.reset_generation
      from storage_deletion_objects o
      join turn on turn.workspace_id = o.workspace_id and turn.id = o.deletion_id
      where o.next_at <= now()
      order by o.next_at, o.number limit ${limit}
      for update of o skip locked
    )
    update storage_deletion_objects o
    set lease = ${lease}, tries = o.tries + 1, next_at = now() + make_interval(secs => ${lease_s})
    from due
    where o.workspace_id = due.workspace_id and o.deletion_id = due.deletion_id and o.number = due.number
    returning o.workspace_id, o.deletion_id, due.account_id, due.reset_task, due.reset_generation, o.number, o.url,
      o.tries`.execute(db);
  return rows;
}

/** How claimed objects ended; one that is in none of the lists is taken again when its lease ends. */
export interface Results {
  deleted: number[];
  failed: { number: number; code: string }[];
  later: { number: number; delay_s: number }[];
}

export interface FinishedDeletion {
  total: number;
  deleted: number;
  failed: number;
}

/**
 * Writes down how claimed objects of one deletion ended, as far as the lease still holds, and counts them.
 * @returns the deletion's counts if that was the last of it
 */
export async function recordResults(
  tx: Db,
  lease: string,
  { workspace_id, deletion_id }: Pick<Claim, 'workspace_id' | 'deletion_id'>,
  { deleted, failed, later }: Results,
): Promise<FinishedDeletion | undefined> {
  await sql`
    select from storage_deletions where workspace_id = ${workspace_id} and id = ${deletion_id} for update`.execute(
    tx,
  );
  const mine = sql`o.workspace_id = ${workspace_id} and o.deletion_id = ${deletion_id} and o.lease = ${lease}`;
  const gone = await sql`
    delete from storage_deletion_objects o where ${mine} and o.number = any(${deleted}::integer[])`.execute(
    tx,
  );
  const ended = await sql`
    update storage_deletion_objects o set lease = null, next_at = null, failed_code = f.code
    from unnest(${failed.map(({ number }) => number)}::integer[], ${failed.map(({ code }) => code)}::text[])
      as f (number, code)
    where ${mine} and o.number = f.number`.execute(tx);
  await sql`
    update storage_deletion_objects o set lease = null, next_at = now() + make_interval(secs => l.delay_s)
    from unnest(${later.map(({ number }) => number)}::integer[], ${later.map(({ delay_s }) => delay_s)}::float8[])
      as l (number, delay_s)
    where ${mine} and o.number = l.number`.execute(tx);
  const { rows } = await sql<FinishedDeletion & { done: boolean }>`
    update storage_deletions set
      deleted = deleted + ${Number(gone.numAffectedRows ?? 0)}::integer,
      failed = failed + ${Number(ended.numAffectedRows ?? 0)}::integer
    where workspace_id = ${workspace_id} and id = ${deletion_id}
    returning total, deleted, failed, finished_at is null and deleted + failed = total as done`.execute(tx);
  const [{ done, ...counts } = { done: false, total: 0, deleted: 0, failed: 0 }] = rows;
  if (!done) return undefined;
  await sql`
    update storage_deletions set finished_at = now()
    where workspace_id = ${workspace_id} and id = ${deletion_id}`.execute(tx);
  return counts;
}
