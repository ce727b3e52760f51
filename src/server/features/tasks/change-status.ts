import type { Db } from '../../db/database.ts';
import type { TaskStatus } from '../../db/experiments-schema.ts';
import { WireError } from '../../http/errors.ts';
import { removeEntry } from '../queues/entry-store.ts';
import { mayBecome, statusesBefore } from './statuses.ts';
import { type TaskChange, type TaskHead, touchProject, updateStatus } from './task-store.ts';
import type { Writer } from './tasks.ts';

export interface StatusChange {
  to: TaskStatus;
  status_reason?: string | null | undefined;
  status_message?: string | null | undefined;
  /** Any status may become any other. */
  force?: boolean | null | undefined;
  /** Columns that change with it. */
  set?: TaskChange;
}

/** What an answer says of a changed status. */
export interface Changed {
  updated: number;
  fields: Record<string, unknown>;
}

/** @throws WireError 400/110 unless the task may take this status */
export function requireMayBecome({ id, status }: TaskHead, to: TaskStatus, force?: boolean | null): void {
  if (!force && !mayBecome(status, to)) throw wrongStatus(id, status, [to, ...statusesBefore(to)]);
}

/** 400/110: the task's status and those that would do. */
export function wrongStatus(id: string, status: TaskStatus, allowed: readonly TaskStatus[]): WireError {
  return new WireError(
    'invalid_task_status',
    {
      field: 'status',
      rule: `is ${status}, must be one of ${allowed.join(', ')}`,
      cure: 'Reset the task, or ask with "force".',
    },
    `task=${id}, status=${status}`,
  );
}

/**
 * Gives a locked task another status. Whatever message it had before goes, unless there is a new one. A task that
 * leaves its queue this way is taken out of it.
 * @throws WireError 400/110
 */
export async function changeStatus(
  tx: Db,
  { account_id }: Writer,
  task: TaskHead,
  { to, status_reason, status_message, force, set }: StatusChange,
): Promise<Changed> {
  requireMayBecome(task, to, force);
  const shown = { status: to, status_reason: status_reason ?? '', status_message: status_message ?? '' };
  const times = await updateStatus(tx, task, account_id, { ...shown, ...set });
  if (task.status === 'queued' && to !== 'queued') await removeEntry(tx, task);
  await touchProject(tx, task.workspace_id, task.project_id);
  const known = Object.entries(times).filter(([, time]) => time !== null);
  return { updated: 1, fields: { ...shown, ...Object.fromEntries(known) } };
}
