import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import { newId } from '../accounts/store.ts';

/** What of a queue others refer to. */
export interface Queue {
  workspace_id: string;
  id: string;
  name: string;
}

const HEAD = ['workspace_id', 'id', 'name'] as const;

const ofWorkspace = (db: Db, workspaceId: string) =>
  db.selectFrom('queues').select(HEAD).where('workspace_id', '=', workspaceId);

export function findQueue(db: Db, workspaceId: string, id: string): Promise<Queue | undefined> {
  return ofWorkspace(db, workspaceId).where('id', '=', id).executeTakeFirst();
}

/** A queue that stays until the transaction ends. */
export function keepQueue(tx: Db, workspaceId: string, id: string): Promise<Queue | undefined> {
  return ofWorkspace(tx, workspaceId).where('id', '=', id).forKeyShare().executeTakeFirst();
}

/** A queue whose order and fields only this transaction changes until it ends. */
export function lockQueue(tx: Db, workspaceId: string, id: string): Promise<Queue | undefined> {
  return ofWorkspace(tx, workspaceId).where('id', '=', id).forUpdate().executeTakeFirst();
}

export function findQueueByName(db: Db, workspaceId: string, name: string): Promise<Queue | undefined> {
  return ofWorkspace(db, workspaceId).where('name', '=', name).forKeyShare().executeTakeFirst();
}

/** The workspace's queue for tasks sent to none in particular. */
export function findDefaultQueue(db: Db, workspaceId: string): Promise<Queue | undefined> {
  return ofWorkspace(db, workspaceId)
    .where('system_tags', '@>', sql<string[]>`${['default']}::text[]`)
    .orderBy('created')
    .forKeyShare()
    .executeTakeFirst();
}

/** Those of the ids that are queues of the workspace. */
export async function knownQueues(db: Db, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const found = await ofWorkspace(db, workspaceId)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return found.map(({ id }) => id);
}

interface NewQueue {
  workspace_id: string;
  name: string;
  user_id: string;
  tags?: string[] | undefined;
  system_tags?: string[] | undefined;
}

/** Makes a queue; undefined when its name is taken. */
export function insertQueue(tx: Db, queue: NewQueue): Promise<Queue | undefined> {
  return tx
    .insertInto('queues')
    .values({ ...queue, id: newId() })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'name']).doNothing())
    .returning(HEAD)
    .executeTakeFirst();
}

export interface QueueChange {
  name?: string | undefined;
  tags?: string[] | undefined;
  system_tags?: string[] | undefined;
  metadata?: string | undefined;
}

export async function updateQueue(tx: Db, { workspace_id, id }: Queue, change: QueueChange): Promise<void> {
  await tx
    .updateTable('queues')
    .set({ ...change, last_update: sql<string>`now()` })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .execute();
}

export async function deleteQueueRow(tx: Db, { workspace_id, id }: Queue): Promise<void> {
  await tx.deleteFrom('queues').where('workspace_id', '=', workspace_id).where('id', '=', id).execute();
}

export async function readMetadata(
  tx: Db,
  { workspace_id, id }: Queue,
): Promise<Record<string, Record<string, unknown>>> {
  const { metadata } = await tx
    .selectFrom('queues')
    .select('metadata')
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return metadata;
}
