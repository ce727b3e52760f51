import { type Db, inTransaction } from '../../db/database.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import { countEntries, releaseTasks } from './entry-store.ts';
import {
  deleteQueueRow,
  findDefaultQueue,
  findQueueByName,
  insertQueue,
  keepQueue,
  lockQueue,
  type Queue,
  type QueueChange,
  readMetadata,
  updateQueue,
} from './queue-store.ts';

interface Writer {
  workspace_id: string;
  account_id: string;
}

export const unknownQueue = (id: string) =>
  new WireError('invalid_queue_id', { field: 'queue', rule: 'is no queue of this workspace' }, `id=${id}`);

/** A queue, locked until the transaction ends. @throws WireError 400/701, the same for one of another workspace */
export async function requireQueue(tx: Db, workspaceId: string, id: string): Promise<Queue> {
  const queue = await lockQueue(tx, workspaceId, id);
  if (!queue) throw unknownQueue(id);
  return queue;
}

/** @throws WireError 400/707 */
export async function requireDefaultQueue(db: Db, workspaceId: string): Promise<Queue> {
  const queue = await findDefaultQueue(db, workspaceId);
  if (!queue) throw new WireError('no_default_queue', { cure: 'Name the queue.' });
  return queue;
}

interface Wanted {
  queue?: string | null | undefined;
  queue_name?: string | null | undefined;
}

/**
 * The queue that a task is sent to: by id, by name (made if there is none), or the default one.
 * @throws WireError 400/701, 400/707; 400/12 when both are given
 */
export async function chooseQueue(
  tx: Db,
  { workspace_id, account_id }: Writer,
  { queue: id, queue_name: name }: Wanted,
): Promise<Queue> {
  if (id && name) throw invalidField('queue_name', 'must not be given together with a queue');
  if (id) {
    const queue = await keepQueue(tx, workspace_id, id);
    if (!queue) throw unknownQueue(id);
    return queue;
  }
  if (!name) return requireDefaultQueue(tx, workspace_id);
  const queue =
    (await findQueueByName(tx, workspace_id, name)) ??
    (await insertQueue(tx, { workspace_id, name, user_id: account_id })) ??
    (await findQueueByName(tx, workspace_id, name));
  if (!queue) throw unknownQueue(name);
  return queue;
}

const taken = () =>
  invalidField('name', 'another queue has it', 'choose another name', 'expected_unique_data');

interface NewQueue {
  name: string;
  tags?: string[] | undefined;
  system_tags?: string[] | undefined;
}

/** Makes a queue. @throws WireError 400/801 when the name is taken */
export async function createQueue(
  db: Db,
  { workspace_id, account_id }: Writer,
  wanted: NewQueue,
): Promise<string> {
  const made = await insertQueue(db, { workspace_id, user_id: account_id, ...wanted });
  if (!made) throw taken();
  return made.id;
}

/** Changes a queue. @throws WireError 400/701, 400/801 */
export function changeQueue(
  db: Db,
  { workspace_id }: Writer,
  id: string,
  change: Omit<QueueChange, 'metadata'>,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const queue = await requireQueue(tx, workspace_id, id);
    if (change.name !== undefined && change.name !== queue.name)
      if (await findQueueByName(tx, workspace_id, change.name)) throw taken();
    await updateQueue(tx, queue, change);
  });
}

/**
 * Removes a queue. With `force` one that holds tasks, which become what they were before they were queued.
 * @throws WireError 400/701, 400/702
 */
export function deleteQueue(
  db: Db,
  { workspace_id, account_id }: Writer,
  id: string,
  force: boolean,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const queue = await requireQueue(tx, workspace_id, id);
    const held = await countEntries(tx, queue);
    if (held > 0 && !force)
      throw new WireError('queue_not_empty', {
        field: 'queue',
        rule: `holds ${held}`,
        cure: 'Ask with "force".',
      });
    if (held > 0) await releaseTasks(tx, queue, account_id);
    await deleteQueueRow(tx, queue);
  });
}

interface MetadataItem {
  key: string;
  type?: string | null | undefined;
  value?: string | null | undefined;
}

/** Adds or changes metadata of a queue, or replaces it. @throws WireError 400/701 */
export function setMetadata(
  db: Db,
  { workspace_id }: Writer,
  id: string,
  { items, replace }: { items: readonly MetadataItem[]; replace: boolean },
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const queue = await requireQueue(tx, workspace_id, id);
    const metadata = new Map<string, unknown>(Object.entries(replace ? {} : await readMetadata(tx, queue)));
    for (const { key, type, value } of items)
      metadata.set(key, { key, type: type ?? 'str', value: value ?? '' });
    await updateQueue(tx, queue, { metadata: JSON.stringify(Object.fromEntries(metadata)) });
  });
}

/** Removes metadata of a queue; true when some was there. @throws WireError 400/701 */
export function deleteMetadata(
  db: Db,
  { workspace_id }: Writer,
  id: string,
  keys: readonly string[],
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const queue = await requireQueue(tx, workspace_id, id);
    const metadata = new Map(Object.entries(await readMetadata(tx, queue)));
    const deleted = keys.filter((key) => metadata.delete(key)).length > 0;
    if (deleted) await updateQueue(tx, queue, { metadata: JSON.stringify(Object.fromEntries(metadata)) });
    return deleted;
  });
}
