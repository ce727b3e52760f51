import type { Db } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import {
  dropEvents,
  findOwners,
  type LockedOwner,
  lockOwners,
  type NamedOwner,
  type OwnerKind,
} from './owners-store.ts';

/** Which kind of ids a request's `task` or `tasks` are. */
export const kindOf = (model_events: boolean | null | undefined): OwnerKind =>
  model_events ? 'models' : 'tasks';

function unknown(kind: OwnerKind, id: string): WireError {
  return kind === 'tasks'
    ? new WireError('invalid_task_id', { field: 'task', rule: 'is no task of this workspace' }, `id=${id}`)
    : new WireError(
        'invalid_model_id',
        { field: 'model', rule: 'is no model of this workspace' },
        `id=${id}`,
      );
}

/** Tasks or models in the order asked for. @throws WireError 400/101 or 400/201 for one the workspace does not have */
export async function requireOwners(
  db: Db,
  kind: OwnerKind,
  workspaceId: string,
  ids: readonly string[],
): Promise<NamedOwner[]> {
  const found = new Map((await findOwners(db, kind, workspaceId, ids)).map((owner) => [owner.id, owner]));
  return [...new Set(ids)].map((id) => {
    const owner = found.get(id);
    if (!owner) throw unknown(kind, id);
    return owner;
  });
}

/** One task or model. @throws WireError 400/101 or 400/201 */
export async function requireOwner(
  db: Db,
  kind: OwnerKind,
  workspaceId: string,
  id: string,
): Promise<NamedOwner> {
  const [owner] = await requireOwners(db, kind, workspaceId, [id]);
  return owner as NamedOwner;
}

/**
 * A task or model whose events may be changed, locked until the transaction ends.
 * @throws WireError 400/101 or 400/201; 400/110 or 400/203 for a published one unless the caller allows it
 */
export async function requireWritable(
  tx: Db,
  kind: OwnerKind,
  workspace_id: string,
  id: string,
  allowLocked: boolean | null | undefined,
): Promise<LockedOwner> {
  const [owner] = await lockOwners(tx, kind, workspace_id, [id]);
  if (!owner) throw unknown(kind, id);
  if (owner.published && !allowLocked)
    throw new WireError(kind === 'tasks' ? 'invalid_task_status' : 'model_is_ready', {
      field: kind === 'tasks' ? 'task' : 'model',
      ...{ rule: 'is published', cure: 'Ask with "allow_locked".' },
    });
  return owner;
}

/** Removes the events of a task or model, in a transaction. @throws as `requireWritable` */
export async function removeEvents(
  tx: Db,
  kind: OwnerKind,
  workspace_id: string,
  id: string,
  allowLocked: boolean | null | undefined,
): Promise<void> {
  await requireWritable(tx, kind, workspace_id, id, allowLocked);
  await dropEvents(tx, { workspace_id, id, kind });
}
