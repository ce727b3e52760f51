import { type InsertObject, type Selectable, sql, type UpdateObject } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { TaskRow, TaskStatus } from '../../db/experiments-schema.ts';
import type { Schema } from '../../db/schema.ts';

/** A task of a workspace. */
export interface TaskKey {
  workspace_id: string;
  id: string;
}

const HEAD = [
  'workspace_id',
  'id',
  'name',
  'user_id',
  'project_id',
  'status',
  'enqueue_status',
  'status_message',
  'system_tags',
  'started',
  'last_worker',
  'event_generation',
] as const;

/** What of a task its way through the statuses hangs on; small whatever the task holds. */
export type TaskHead = Pick<Selectable<TaskRow>, (typeof HEAD)[number]>;
export type Task = Selectable<TaskRow>;
export type NewTask = InsertObject<Schema, 'tasks'>;
export type TaskChange = Omit<UpdateObject<Schema, 'tasks'>, 'status'>;

const one = (db: Db, { workspace_id, id }: TaskKey) =>
  db.selectFrom('tasks').where('workspace_id', '=', workspace_id).where('id', '=', id);

/** A task, whole; undefined when the workspace has none of this id. */
export function findTask(db: Db, key: TaskKey): Promise<Task | undefined> {
  return one(db, key).selectAll().executeTakeFirst();
}

/** Which of these ids are tasks of the workspace. */
export async function knownTasks(db: Db, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('tasks')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...ids])
    .execute();
  return rows.map(({ id }) => id);
}

/** The head of a task, locked until the transaction ends. */
export function lockTask(tx: Db, key: TaskKey): Promise<TaskHead | undefined> {
  return one(tx, key).select(HEAD).forUpdate().executeTakeFirst();
}

type Part = 'hyperparams' | 'configuration' | 'artifacts' | 'models' | 'script' | 'execution';

/** One part of a task that the caller has locked. */
export async function readPart<Name extends Part>(tx: Db, key: TaskKey, part: Name): Promise<Task[Name]> {
  const row = await one(tx, key)
    .select(part as Part)
    .executeTakeFirstOrThrow();
  return (row as Task)[part];
}

export async function insertTask(tx: Db, task: NewTask): Promise<void> {
  await tx.insertInto('tasks').values(task).execute();
}

const now = sql<string>`now()`;

/** Changes a task; when and by whom is noted. */
export async function updateTask(
  tx: Db,
  { workspace_id, id }: TaskKey,
  account_id: string,
  change: TaskChange,
): Promise<void> {
  await tx
    .updateTable('tasks')
    .set({ last_update: now, last_change: now, last_changed_by: account_id, ...change })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .execute();
}

const TIMES = ['status_changed', 'last_update', 'last_change', 'started', 'completed', 'published'] as const;
type Times = Pick<Task, (typeof TIMES)[number]>;

/** Gives a locked task another status, or the same with another message; the times that go with it follow. */
export async function updateStatus(
  tx: Db,
  { workspace_id, id, status: from }: TaskHead,
  account_id: string,
  { status: to, ...change }: TaskChange & { status: TaskStatus },
): Promise<Times> {
  return tx
    .updateTable('tasks')
    .set({
      ...{ status: to, last_update: now, last_change: now, last_changed_by: account_id },
      ...(from !== to && timesOf(from, to)),
      ...change,
    })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .returning(TIMES)
    .executeTakeFirstOrThrow();
}

const ENDS: readonly TaskStatus[] = ['stopped', 'completed', 'failed', 'closed'];

/** It runs from when it is in progress until it no longer is; a task that goes on keeps when it began. */
function timesOf(from: TaskStatus, to: TaskStatus): TaskChange {
  const ran = sql<number>`coalesce(active_duration_s, 0) + extract(epoch from now() - status_changed)::integer`;
  return {
    status_changed: now,
    ...(from === 'in_progress' && { active_duration_s: ran }),
    ...(to === 'in_progress' && {
      started: sql<string>`coalesce(started, now())`,
      active_duration_s: sql<number>`coalesce(active_duration_s, 0)`,
      completed: null,
      published: null,
    }),
    ...(ENDS.includes(to) && {
      completed: from === 'in_progress' ? now : sql<string>`coalesce(completed, now())`,
    }),
    ...(to === 'published' && { published: now }),
  };
}

/** Notes that a task is alive; false when the workspace has none of this id. */
export async function pingTask(db: Db, { workspace_id, id }: TaskKey): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('tasks')
    .set({ last_update: now })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** A project was worked in. Last in a transaction, so that tasks of one project wait for each other only briefly. */
export async function touchProject(tx: Db, workspaceId: string, projectId: string | null): Promise<void> {
  if (projectId === null) return;
  await tx
    .updateTable('projects')
    .set({ last_update: now })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', projectId)
    .where('last_update', '<', sql<string>`now() - interval '5 seconds'`)
    .execute();
}
