import { call, WireError } from '../../api.ts';
import { errorText } from '../../ui/note.tsx';
import type { BulkKind } from './bulk-actions.ts';

/** A task that was refused, and why in words for a person. */
export interface Refused {
  id: string;
  why: string;
}

export interface BulkResult {
  done: string[];
  refused: Refused[];
}

interface ManyAnswer {
  succeeded: readonly { id: string }[];
  failed: readonly {
    id: string;
    error: { codes: [number, number]; msg: string; data: Record<string, unknown> };
  }[];
}

function whyOf(error: unknown): string {
  const { what, cure } = errorText(error);
  return [what, cure].filter(Boolean).join(' ');
}

/** What the page makes of the answer of a `_many` method. */
export function resultOf({ succeeded, failed }: ManyAnswer): BulkResult {
  return {
    done: succeeded.map(({ id }) => id),
    refused: failed.map(({ id, error: { codes, msg, data } }) => ({
      id,
      why: whyOf(new WireError(codes[0], codes[1], msg, data)),
    })),
  };
}

/** The kinds that need nothing but the tasks. */
export type PlainKind = Extract<BulkKind, 'abort' | 'archive' | 'unarchive' | 'dequeue' | 'publish'>;

const METHODS = {
  abort: 'tasks.stop_many',
  archive: 'tasks.archive_many',
  unarchive: 'tasks.unarchive_many',
  dequeue: 'tasks.dequeue_many',
  publish: 'tasks.publish_many',
} as const satisfies Record<PlainKind, string>;

export const actPlainly = async (workspace: string, kind: PlainKind, ids: string[]) =>
  resultOf(await call(METHODS[kind], { ids }, { workspace }));

export const enqueueMany = async (workspace: string, ids: string[], queue: string | null) =>
  resultOf(await call('tasks.enqueue_many', { ids, queue }, { workspace }));

export const resetMany = async (workspace: string, ids: string[], delete_stored_objects: boolean) =>
  resultOf(await call('tasks.reset_many', { ids, delete_stored_objects }, { workspace }));

/** Moves tasks into the project of a path, all or none of them. */
export async function moveMany(workspace: string, ids: string[], path: string): Promise<BulkResult> {
  const place = path === '' ? { project: '' } : { project_name: path };
  await call('tasks.move', { ids, ...place }, { workspace });
  return { done: ids, refused: [] };
}

/** Adds tags to tasks and takes others off, one after the other: the wire has no method for many. */
export async function tagMany(
  workspace: string,
  tasks: readonly { id: string; tags?: string[] }[],
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
): Promise<BulkResult> {
  const result: BulkResult = { done: [], refused: [] };
  for (const { id, tags = [] } of tasks) {
    const kept = tags.filter((tag) => !remove.includes(tag));
    const changed = [...new Set([...kept, ...add])];
    try {
      await call('tasks.update', { task: id, tags: changed }, { workspace });
      result.done.push(id);
    } catch (error) {
      // Without a session or a server nothing more is tried.
      if (!(error instanceof WireError) || error.code === 0 || error.signedOut) throw error;
      result.refused.push({ id, why: whyOf(error) });
    }
  }
  return result;
}
