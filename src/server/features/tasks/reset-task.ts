import { sql } from 'kysely';
import { type Db, inTransaction } from '../../db/database.ts';
import { removeEntry } from '../queues/entry-store.ts';
import { type Changed, changeStatus, requireMayBecome } from './change-status.ts';
import type { TaskHooks } from './task-hooks.ts';
import { type Cleanup, type DroppedOutputs, dropOutputs } from './task-outputs.ts';
import type { TaskChange } from './task-store.ts';
import { requireLocked, type Writer } from './tasks.ts';

interface Reset extends Cleanup {
  task: string;
  force?: boolean | null | undefined;
  clear_all?: boolean | null | undefined;
  status_reason?: string | null | undefined;
  status_message?: string | null | undefined;
}

/** What came of a run, gone. Artifacts and models that went in stay, and so do the events' rows until a job comes. */
const CLEARED: TaskChange = {
  started: null,
  completed: null,
  published: null,
  active_duration_s: null,
  enqueue_status: null,
  last_worker: null,
  last_worker_report: null,
  last_iteration: 0,
  last_metrics: '{}',
  output: sql<string>`output - 'result' - 'error'`,
  artifacts: sql<string>`jsonb_path_query_array(artifacts, '$[*] ? (@.mode == "input")')`,
  models: sql<string>`models || '{"output": []}'`,
  event_generation: sql<number>`event_generation + 1`,
};

/**
 * Takes a task back to created: without what came of its last run and out of its queue. Again is the same as once.
 * @throws WireError 400/101, 400/110 for a published one unless forced
 */
export function resetTask(
  db: Db,
  writer: Writer,
  { task: id, force, clear_all, status_reason, status_message, ...cleanup }: Reset,
  hooks: readonly TaskHooks[],
): Promise<Changed & DroppedOutputs & { dequeued: boolean }> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    requireMayBecome(task, 'created', force);
    const outputs = await dropOutputs(tx, task, cleanup, hooks, task.event_generation + 1);
    const dequeued = await removeEntry(tx, task);
    const execution = clear_all ? '{}' : sql<string>`execution - 'queue'`;
    const set = { ...CLEARED, execution, ...(clear_all && { script: '{}' }) };
    const changed = await changeStatus(tx, writer, task, {
      ...{ to: 'created', status_reason, status_message, force, set },
    });
    return { ...changed, ...outputs, dequeued };
  });
}
