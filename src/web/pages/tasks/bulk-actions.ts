import type { IconName } from '../../ui/icon.tsx';
import { type ActionKind, actionsOf } from '../task/actions/task-actions.ts';
import type { TaskRow } from './columns.ts';

/** What can be done to several tasks at once. */
export type BulkKind = Exclude<ActionKind, 'clone' | 'rename'> | 'tags' | 'move';

export interface BulkAction {
  kind: BulkKind;
  name: string;
  icon: IconName;
  risk?: true;
}

/** In their order; the first ones have buttons of their own. */
export const BULK_ACTIONS: readonly BulkAction[] = [
  { kind: 'enqueue', name: 'Enqueue', icon: 'play' },
  { kind: 'abort', name: 'Abort', icon: 'stop' },
  { kind: 'archive', name: 'Archive', icon: 'folder' },
  { kind: 'unarchive', name: 'Take out of the archive', icon: 'folder' },
  { kind: 'dequeue', name: 'Dequeue', icon: 'left' },
  { kind: 'tags', name: 'Change tags', icon: 'pencil' },
  { kind: 'move', name: 'Move to a project', icon: 'forth' },
  { kind: 'publish', name: 'Publish', icon: 'lock' },
  { kind: 'reset', name: 'Reset', icon: 'rotate', risk: true },
  { kind: 'delete', name: 'Delete', icon: 'trash', risk: true },
];

/** Those of the tasks whose status allows this; the server decides again. */
export function fitting(kind: BulkKind, tasks: readonly TaskRow[]): TaskRow[] {
  if (kind === 'tags' || kind === 'move') return [...tasks];
  return tasks.filter((task) => actionsOf(task).some((action) => action.kind === kind));
}

/** A list of tags that a person typed, separated by commas; each once. */
export function readTags(text: string): string[] {
  return [...new Set(text.split(',').map((tag) => tag.trim()))].filter(Boolean);
}
