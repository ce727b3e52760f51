import type { ParsedRequestOf } from '../../../contract/contract.ts';
import { type Db, inTransaction } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import { knownQueues } from '../queues/queue-store.ts';
import { unknownQueue } from '../queues/queues.ts';
import { deleteProperty, keepWorker, setProperty } from './properties-store.ts';
import {
  deleteWorker,
  insertStats,
  noteOnTask,
  noteReport,
  upsertWorker,
  type WorkerKey,
} from './worker-store.ts';

/** Whose worker it is and where it calls from. */
interface Reporter {
  workspace_id: string;
  account_id: string;
  ip: string;
}

const given = <Value>(value: Value | null | undefined) => value ?? undefined;

const notRegistered = ({ id }: WorkerKey) =>
  new WireError('worker_not_registered', { field: 'worker', rule: 'is no worker of this workspace' }, id);

/** Makes a worker known. Again is the same as once. @throws WireError 400/701 */
export async function registerWorker(
  db: Db,
  reporter: Reporter,
  { worker, timeout, queues, tags, system_tags }: ParsedRequestOf<'workers.register'>,
): Promise<void> {
  const known = await knownQueues(db, reporter.workspace_id, queues ?? []);
  for (const id of queues ?? []) if (!known.includes(id)) throw unknownQueue(id);
  await upsertWorker(db, {
    ...{ ...reporter, id: worker, queues: known },
    ...{ timeout_s: given(timeout), tags: given(tags), system_tags: given(system_tags) },
  });
}

/** @throws WireError 400/1004 */
export async function unregisterWorker(db: Db, key: WorkerKey): Promise<void> {
  if (!(await deleteWorker(db, key))) throw notRegistered(key);
}

/**
 * Notes that a worker lives, what it runs and how its machine does. Queues that are gone meanwhile are left out.
 * @throws WireError 400/101 for a task the workspace does not have
 */
export function reportStatus(
  db: Db,
  reporter: Reporter,
  report: ParsedRequestOf<'workers.status_report'>,
): Promise<void> {
  const { worker: id, queue, queues, task, machine_stats: stats, tags, system_tags } = report;
  const key = { workspace_id: reporter.workspace_id, id };
  const task_id = task || null;
  return inTransaction(db, async (tx) => {
    if (task_id !== null && !(await noteOnTask(tx, key, task_id)))
      throw new WireError('invalid_task_id', { field: 'task' }, `id=${task_id}`);
    const known = await knownQueues(tx, key.workspace_id, [...(queues ?? []), ...(queue ? [queue] : [])]);
    const listens = queues?.filter((one) => known.includes(one));
    const told = { queues: listens, tags: given(tags), system_tags: given(system_tags) };
    const queue_id = queue && known.includes(queue) ? queue : null;
    await noteReport(tx, { ...reporter, ...told, id }, { queue_id, task_id });
    const measured = Object.entries(stats ?? {}).filter(([, value]) => value !== null && value !== undefined);
    await insertStats(tx, key, task_id, Object.fromEntries(measured));
  });
}

/** Sets properties of a worker; one without a value is taken away. @throws WireError 400/1004 */
export function setProperties(
  db: Db,
  key: WorkerKey,
  properties: ParsedRequestOf<'workers.set_runtime_properties'>['runtime_properties'],
): Promise<void> {
  return inTransaction(db, async (tx) => {
    if (!(await keepWorker(tx, key))) throw notRegistered(key);
    for (const { key: name, value, expiry } of properties) {
      if (value == null) await deleteProperty(tx, key, name);
      else await setProperty(tx, key, { name, value, expiry_s: expiry ? expiry : null });
    }
  });
}
