import type { Action } from '../task/actions/action-bar.tsx';
import type { ModelDocument } from './model-query.ts';

export type ModelActionKind = 'publish' | 'archive' | 'unarchive' | 'delete';

const ACTIONS: readonly Action<ModelActionKind>[] = [
  { kind: 'publish', name: 'Publish', icon: 'lock' },
  { kind: 'archive', name: 'Archive', icon: 'folder' },
  { kind: 'unarchive', name: 'Take out of the archive', icon: 'folder' },
  { kind: 'delete', name: 'Delete', icon: 'trash', risk: true },
];

/** What can be done to a model. */
export function modelActions({ ready, system_tags = [] }: ModelDocument): Action<ModelActionKind>[] {
  const archived = system_tags.includes('archived');
  const off: Partial<Record<ModelActionKind, boolean>> = {
    publish: ready === true,
    archive: archived,
    unarchive: !archived,
  };
  return ACTIONS.filter(({ kind }) => !off[kind]);
}
