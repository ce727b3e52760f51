import type { TaskStatus } from '../../db/experiments-schema.ts';

const ENDED: readonly TaskStatus[] = ['publishing', 'published'];

/** What a task may become from each status unless forced; becoming again what it is changes nothing. */
const NEXT: Readonly<Record<TaskStatus, readonly TaskStatus[]>> = {
  created: ['queued', 'in_progress'],
  queued: ['created', 'in_progress'],
  in_progress: ['created', 'stopped', 'completed', 'failed'],
  stopped: ['created', 'queued', 'in_progress', 'completed', 'failed', 'closed', ...ENDED],
  completed: ['created', 'in_progress', 'closed', ...ENDED],
  failed: ['created', 'stopped', 'closed', ...ENDED],
  closed: ['created', 'stopped', 'failed', ...ENDED],
  publishing: ['published'],
  published: [],
  unknown: ['created', 'queued', 'in_progress', 'stopped', 'completed', 'failed', 'closed', ...ENDED],
};

/** Statuses from which a task may become this one. */
export function statusesBefore(to: TaskStatus): TaskStatus[] {
  return (Object.keys(NEXT) as TaskStatus[]).filter((from) => NEXT[from].includes(to));
}

export function mayBecome(from: TaskStatus, to: TaskStatus): boolean {
  return from === to || NEXT[from].includes(to);
}
