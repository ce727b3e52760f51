import { type Db, inTransaction } from '../../db/database.ts';
import type { MemberRole } from '../../db/schema.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import type { Actor } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import {
  deleteMember,
  findMember,
  hasOtherOwner,
  type LockedWorkspace,
  lockWorkspace,
  type Member,
  updateMemberRole,
} from './member-store.ts';

/** What is done to whom, by which member. */
interface ToMember {
  workspace_id: string;
  user: string;
  /** The account that asks; its role is read under the lock, not believed. */
  by: string;
}

/**
 * Changes a member's role; only owners change owners or make them.
 * @returns false when they had it already
 * @throws WireError 400/301 nobody there, 403/20, 400/12 when the workspace would be left without an owner
 */
export async function changeRole(
  db: Db,
  { role, ...asked }: ToMember & { role: MemberRole },
  actor: Actor,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const { workspace, member } = await lockBoth(tx, asked);
    if (member.role === role) return false;
    if (role === 'owner') requireOwner(await roleOf(tx, asked.workspace_id, asked.by));
    await setRole(tx, workspace, member, role, actor);
    return true;
  });
}

/**
 * Makes another member owner and the asking owner administrator, or neither.
 * @throws WireError 400/301, 403/20, 400/12 for a personal workspace or somebody who cannot own one
 */
export async function transferOwnership(db: Db, asked: ToMember, actor: Actor): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { workspace, member } = await lockBoth(tx, asked);
    const own = await findMember(tx, asked.workspace_id, asked.by);
    requireOwner(own?.role);
    if (asked.user === asked.by) throw invalidField('user', 'is yourself', 'Choose another member.');
    if (!own || workspace.personal_of === asked.by)
      throw invalidField('user', 'a personal workspace stays with its person', 'Make another workspace.');
    if (member.role !== 'owner') await setRole(tx, workspace, member, 'owner', actor);
    await setRole(tx, workspace, own, 'administrator', actor);
  });
}

/**
 * Removes a member, whose key pairs and tokens there end; only an owner removes an owner.
 * @returns how many key pairs ended
 */
export async function removeMember(db: Db, asked: ToMember, actor: Actor): Promise<number> {
  return inTransaction(db, async (tx) => {
    const { workspace, member } = await lockBoth(tx, asked);
    if (member.kind === 'service')
      throw invalidField('user', 'is a service account', 'Delete the service account.');
    return end(tx, workspace, member, 'members.remove', actor);
  });
}

/**
 * Leaves a workspace; what the account made there stays.
 * @throws WireError 400/10 unknown or not a member of it, 400/12 for the personal one or as its only owner
 */
export async function leaveWorkspace(
  db: Db,
  { workspace_id, account_id }: { workspace_id: string; account_id: string },
  actor: Actor,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const workspace = await lockWorkspace(tx, workspace_id);
    const member = workspace && (await findMember(tx, workspace_id, account_id));
    if (!workspace || member?.kind !== 'person') throw new WireError('invalid_id', { field: 'company_id' });
    await end(tx, workspace, member, 'members.leave', actor, 'company_id');
  });
}

async function end(
  tx: Db,
  workspace: LockedWorkspace,
  member: Member,
  action: 'members.remove' | 'members.leave',
  actor: Actor,
  field = 'user',
): Promise<number> {
  await requireOwnedWithout(tx, workspace, member, field);
  const pairs = await deleteMember(tx, workspace.id, member.id);
  await append(tx, {
    ...actor,
    action,
    workspace_id: workspace.id,
    account_id: member.id,
    detail: {
      role: member.role,
      credentials: pairs.map(({ access_key, label }) => ({ access_key, label })),
    },
  });
  return pairs.length;
}

/** Sets the role of a member of a locked workspace, and tells the log. */
export async function setRole(
  tx: Db,
  workspace: LockedWorkspace,
  member: Member,
  role: MemberRole,
  actor: Actor,
): Promise<void> {
  if (role === 'owner' || role === 'administrator') await requireCan(tx, workspace, member, role);
  if (role !== 'owner') await requireOwnedWithout(tx, workspace, member, 'user');
  await updateMemberRole(tx, workspace.id, member.id, role);
  await append(tx, {
    ...actor,
    action: 'members.role',
    workspace_id: workspace.id,
    account_id: member.id,
    detail: { before: member.role, after: role },
  });
}

async function lockBoth(tx: Db, { workspace_id, user, by }: ToMember) {
  const workspace = await lockWorkspace(tx, workspace_id);
  const own = workspace && (await roleOf(tx, workspace_id, by));
  if (!own) throw new WireError('invalid_id', { field: 'X-Clearml-Tenant' });
  if (own !== 'owner' && own !== 'administrator')
    throw new WireError('role_not_allowed', { rule: 'role', role: own });
  const member = await findMember(tx, workspace_id, user);
  if (!member) throw new WireError('invalid_user_id', { field: 'user' });
  if (member.role === 'owner') requireOwner(own);
  return { workspace, member };
}

async function roleOf(tx: Db, workspaceId: string, accountId: string): Promise<MemberRole | undefined> {
  return (await findMember(tx, workspaceId, accountId))?.role;
}

function requireOwner(role: MemberRole | undefined): void {
  if (role === 'owner') return;
  throw new WireError('role_not_allowed', { field: 'user', rule: 'only an owner changes an owner' });
}

/** Service accounts are never more than members, and an owner must be able to sign in. */
async function requireCan(tx: Db, { id }: LockedWorkspace, member: Member, role: MemberRole): Promise<void> {
  if (member.kind === 'service')
    throw invalidField('user', 'is a service account, which is never more than a member');
  const held = role === 'owner' ? await findMember(tx, id, member.id, true) : undefined;
  if (held && held.state !== 'active')
    throw invalidField('user', 'is disabled and could not act as owner', 'Choose another member.');
}

/** The rule "never without an owner who can sign in", for one member who ceases to be owner. */
async function requireOwnedWithout(
  tx: Db,
  workspace: LockedWorkspace,
  member: Member,
  field: string,
): Promise<void> {
  if (member.role !== 'owner') return;
  if (workspace.personal_of === member.id)
    throw invalidField(
      field,
      field === 'user' ? 'owns this personal workspace for good' : 'is your personal workspace',
    );
  if (!(await hasOtherOwner(tx, workspace.id, member.id)))
    throw invalidField(field, 'is the only owner of this workspace', 'Make another owner first.');
}
