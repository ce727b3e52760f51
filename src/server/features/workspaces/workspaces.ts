import { type Db, inTransaction } from '../../db/database.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import { newId } from '../accounts/store.ts';
import type { Actor } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import type { FileStore } from '../files/file-store.ts';
import { destroyDataKey } from '../keys/store.ts';
import { findMember, type LockedWorkspace, lockWorkspace } from './member-store.ts';
import { insertMember } from './store.ts';
import {
  clearDeleted,
  eraseWorkspace,
  findDeletedOf,
  insertWorkspace,
  lockErasable,
  markDeleted,
  updateWorkspaceRow,
} from './workspace-store.ts';

/** Makes a workspace that the account owns. */
export async function createWorkspace(
  db: Db,
  { name, account_id }: { name: string; account_id: string },
  actor: Actor,
): Promise<string> {
  const id = newId();
  await inTransaction(db, async (tx) => {
    await insertWorkspace(tx, { id, name });
    await insertMember(tx, id, account_id, 'owner');
    await append(tx, {
      ...actor,
      action: 'workspaces.create',
      workspace_id: id,
      account_id,
      detail: { name },
    });
  });
  return id;
}

/** @returns what was changed. @throws WireError 400/10 when there is no such workspace */
export async function updateWorkspace(
  db: Db,
  id: string,
  wanted: { name?: string | undefined; members_invite?: boolean | undefined },
  actor: Actor,
): Promise<{ name?: string; members_invite?: boolean }> {
  return inTransaction(db, async (tx) => {
    const before = await requireWorkspace(tx, id);
    const { name, members_invite } = wanted;
    const change = {
      ...(name !== undefined && name !== before.name && { name }),
      ...(members_invite !== undefined && members_invite !== before.members_invite && { members_invite }),
    };
    if (Object.keys(change).length === 0) return change;
    await updateWorkspaceRow(tx, id, change);
    const was = Object.fromEntries(
      Object.keys(change).map((key) => [key, before[key as keyof typeof change]]),
    );
    const detail = { before: was, after: change };
    await append(tx, { ...actor, action: 'workspaces.update', workspace_id: id, account_id: null, detail });
    return change;
  });
}

/** Limits the people of a workspace, null for no limit. Nobody is removed. */
export async function setSeats(db: Db, id: string, seats: number | null, actor: Actor): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { seat_limit } = await requireWorkspace(tx, id, 'workspace');
    if (seat_limit === seats) return;
    await updateWorkspaceRow(tx, id, { seat_limit: seats });
    const detail = { before: seat_limit, after: seats };
    await append(tx, { ...actor, action: 'workspaces.seats', workspace_id: id, account_id: null, detail });
  });
}

/**
 * Deletes a workspace: from within a second nothing of it is served, for seven days an owner can bring it back.
 * @param typed its exact name, as proof of intent
 * @returns wire time of the erasure
 */
export async function deleteWorkspace(
  db: Db,
  { id, typed, by }: { id: string; typed: string; by: string },
  actor: Actor,
): Promise<string> {
  return inTransaction(db, async (tx) => {
    const workspace = await requireWorkspace(tx, id);
    if ((await findMember(tx, id, by))?.role !== 'owner')
      throw new WireError('role_not_allowed', { rule: 'only an owner deletes a workspace' });
    if (workspace.personal_of !== null)
      throw invalidField('name', 'a personal workspace goes with its account only');
    if (typed.trim() !== workspace.name)
      throw invalidField('name', 'is not the name of this workspace', 'Type its name exactly.');
    const erased = await markDeleted(tx, id, by);
    const detail = { name: workspace.name };
    await append(tx, { ...actor, action: 'workspaces.delete', workspace_id: id, account_id: null, detail });
    return erased;
  });
}

/** Brings a deleted workspace back: data and members, no credentials and invitations. */
export async function restoreWorkspace(db: Db, id: string, by: string, actor: Actor): Promise<void> {
  await inTransaction(db, async (tx) => {
    const found = await findDeletedOf(tx, by, id);
    if (!found) throw new WireError('invalid_id', { field: 'workspace' });
    await clearDeleted(tx, id);
    const detail = { name: found.name };
    await append(tx, { ...actor, action: 'workspaces.restore', workspace_id: id, account_id: null, detail });
  });
}

/** Erases what was deleted seven days ago: its rows and its data key. The audit log stays. */
export async function eraseDeletedWorkspaces(db: Db, files: Pick<FileStore, 'removeAll'>): Promise<void> {
  for (;;) {
    const erased = await inTransaction(db, async (tx) => {
      const workspace = await lockErasable(tx);
      if (!workspace) return false;
      const { id } = workspace;
      // First of all: rows can still tell what to erase when this process ends here.
      await files.removeAll(id);
      await destroyDataKey(tx, 'workspace', id);
      await eraseWorkspace(tx, id);
      await append(tx, { actor_id: null, action: 'workspaces.erase', workspace_id: id, account_id: null });
      return true;
    });
    if (!erased) return;
  }
}

async function requireWorkspace(tx: Db, id: string, field = 'X-Clearml-Tenant'): Promise<LockedWorkspace> {
  const workspace = await lockWorkspace(tx, id);
  if (!workspace) throw new WireError('invalid_id', { field });
  return workspace;
}
