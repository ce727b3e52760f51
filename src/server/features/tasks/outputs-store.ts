import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { TaskKey } from './task-store.ts';

interface Output {
  id: string;
  uri: string;
}

/**
 * A task's models that are not published and no other task takes in.
 * @param lock until the transaction ends
 */
export async function findDraftModels(
  tx: Db,
  { workspace_id, id }: TaskKey,
  lock: boolean,
): Promise<Output[]> {
  const { rows } = await sql<Output>`select m.id, m.uri from models m
    where m.workspace_id = ${workspace_id} and m.task_id = ${id} and not m.ready
    and not exists (select from tasks t where t.workspace_id = m.workspace_id and t.id <> ${id}
      and t.models -> 'input' @> jsonb_build_array(jsonb_build_object('model', m.id)))
    ${lock ? sql`for update of m` : sql``}`.execute(tx);
  return rows;
}

export async function deleteModels(tx: Db, workspaceId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .deleteFrom('models')
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...ids])
    .execute();
}

/** How many models the task made are left. */
export async function countModels(tx: Db, { workspace_id, id }: TaskKey): Promise<number> {
  const { count } = await tx
    .selectFrom('models')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspace_id)
    .where('task_id', '=', id)
    .executeTakeFirstOrThrow();
  return count;
}

/** Whether the task made models that are published. */
export async function hasPublishedModels(tx: Db, { workspace_id, id }: TaskKey): Promise<boolean> {
  const rows = await tx
    .selectFrom('models')
    .select('id')
    .where('workspace_id', '=', workspace_id)
    .where('task_id', '=', id)
    .where('ready', '=', true)
    .limit(1)
    .execute();
  return rows.length > 0;
}

/** Whether a task that has this one as its parent is published. */
export async function hasPublishedChildren(tx: Db, { workspace_id, id }: TaskKey): Promise<boolean> {
  const rows = await tx
    .selectFrom('tasks')
    .select('id')
    .where('workspace_id', '=', workspace_id)
    .where('parent_id', '=', id)
    .where('status', '=', 'published')
    .limit(1)
    .execute();
  return rows.length > 0;
}

/** Leaves the task's children without a parent; gives how many there were. */
export async function orphanChildren(tx: Db, { workspace_id, id }: TaskKey): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('tasks')
    .set({ parent_id: null })
    .where('workspace_id', '=', workspace_id)
    .where('parent_id', '=', id)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Publishes the models a task made; gives how many were not yet. */
export async function publishModels(tx: Db, { workspace_id, id }: TaskKey): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('models')
    .set({ ready: true, last_update: sql<string>`now()`, last_change: sql<string>`now()` })
    .where('workspace_id', '=', workspace_id)
    .where('task_id', '=', id)
    .where('ready', '=', false)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export async function deleteTaskRow(tx: Db, { workspace_id, id }: TaskKey): Promise<void> {
  await tx.deleteFrom('tasks').where('workspace_id', '=', workspace_id).where('id', '=', id).execute();
}
