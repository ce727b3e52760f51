import { isStopping, type TaskDocument, type TaskStatus } from '../task-query.ts';
import type { Action } from './action-bar.tsx';

export type ActionKind =
  | 'enqueue'
  | 'dequeue'
  | 'abort'
  | 'clone'
  | 'rename'
  | 'reset'
  | 'publish'
  | 'archive'
  | 'unarchive'
  | 'delete';

type TaskAction = Action<ActionKind>;

const ACTIONS: readonly TaskAction[] = [
  { kind: 'enqueue', name: 'Enqueue', icon: 'play' },
  { kind: 'dequeue', name: 'Dequeue', icon: 'left' },
  { kind: 'abort', name: 'Abort', icon: 'stop', risk: true },
  { kind: 'clone', name: 'Clone', icon: 'copy' },
  { kind: 'rename', name: 'Rename or move', icon: 'pencil' },
  { kind: 'reset', name: 'Reset', icon: 'rotate', risk: true },
  { kind: 'publish', name: 'Publish', icon: 'lock' },
  { kind: 'archive', name: 'Archive', icon: 'folder' },
  { kind: 'unarchive', name: 'Take out of the archive', icon: 'folder' },
  { kind: 'delete', name: 'Delete', icon: 'trash', risk: true },
];

/** The statuses in which an action makes sense; those that are not here always do. The server decides again. */
const WHEN: Partial<Record<ActionKind, readonly TaskStatus[]>> = {
  enqueue: ['created', 'stopped'],
  dequeue: ['queued'],
  abort: ['in_progress'],
  reset: ['in_progress', 'stopped', 'completed', 'failed', 'closed', 'unknown'],
  publish: ['stopped', 'completed', 'failed', 'closed'],
};

type Acted = Pick<TaskDocument, 'status' | 'status_message' | 'system_tags'>;

/** What can be done to a task, in the order of the menu. */
export function actionsOf({ status, system_tags = [] }: Acted): TaskAction[] {
  const archived = system_tags.includes('archived');
  return ACTIONS.filter(({ kind }) => {
    if (kind === 'archive') return !archived;
    if (kind === 'unarchive') return archived;
    return WHEN[kind]?.includes(status) ?? true;
  });
}

/** The action that stands beside the menu: what most people come for in this status. */
export function firstAction(task: Acted): TaskAction | undefined {
  const first: Partial<Record<TaskStatus, ActionKind>> = {
    created: 'enqueue',
    queued: 'dequeue',
    in_progress: 'abort',
  };
  const kind = isStopping(task) ? undefined : (first[task.status] ?? 'clone');
  return actionsOf(task).find((action) => action.kind === kind);
}
