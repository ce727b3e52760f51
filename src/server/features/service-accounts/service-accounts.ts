import { type Db, inTransaction, lockInTransaction } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import { newId } from '../accounts/store.ts';
import type { Actor } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import {
  countServiceAccounts,
  endServiceAccount,
  insertServiceAccount,
  lockServiceAccount,
  type ServiceAccountChange,
  type ServiceRole,
  setMayImpersonate,
  updateServiceAccount,
} from './store.ts';

/** More than this no list of a workspace shows. */
export const MAX_SERVICE_ACCOUNTS = 500;

/** A service account of a workspace. */
export interface Which {
  workspace_id: string;
  id: string;
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockServiceAccount>>>;

/** One service account, locked. @throws WireError 400/301, the same for one that is elsewhere and for a person */
export async function requireServiceAccount(tx: Db, { workspace_id, id }: Which): Promise<Locked> {
  const found = await lockServiceAccount(tx, workspace_id, id);
  if (!found) throw new WireError('invalid_user_id', { field: 'service_account' });
  return found;
}

/** Makes a service account. @throws WireError 400/12 when the workspace has as many as may be */
export async function createServiceAccount(
  db: Db,
  wanted: { workspace_id: string; name: string; description: string; role: ServiceRole },
  actor: Actor & { actor_id: string },
): Promise<{ id: string }> {
  const { workspace_id, name, description, role } = wanted;
  const id = newId();
  await inTransaction(db, async (tx) => {
    await lockInTransaction(tx, `atrium service accounts ${workspace_id}`);
    if ((await countServiceAccounts(tx, workspace_id)) >= MAX_SERVICE_ACCOUNTS)
      throw new WireError('validation_error', {
        rule: `a workspace has at most ${MAX_SERVICE_ACCOUNTS} service accounts`,
        cure: 'Remove one that is no longer used.',
      });
    await insertServiceAccount(tx, { id, ...wanted, created_by: actor.actor_id });
    await append(tx, event('create', { workspace_id, id }, actor, { name, description, role }));
  });
  return { id };
}

/** Changes what differs; gives whether anything did. */
export async function changeServiceAccount(
  db: Db,
  which: Which,
  wanted: ServiceAccountChange,
  actor: Actor,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const before = await requireServiceAccount(tx, which);
    const fields = (['name', 'description', 'role'] as const).filter(
      (field) => wanted[field] !== undefined && wanted[field] !== before[field],
    );
    if (fields.length === 0) return false;
    const pick = (from: ServiceAccountChange | Locked) =>
      Object.fromEntries(fields.map((field) => [field, from[field]]));
    await updateServiceAccount(tx, which.workspace_id, which.id, pick(wanted));
    await append(tx, event('update', which, actor, { before: pick(before), after: pick(wanted) }));
    return true;
  });
}

/** Removes a service account with its key pairs; its tokens are refused within a second. */
export async function removeServiceAccount(db: Db, which: Which, actor: Actor): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { name } = await requireServiceAccount(tx, which);
    await endServiceAccount(tx, which.workspace_id, which.id);
    await append(tx, event('delete', which, actor, { name }));
  });
}

/** Lets a service account act for the members of its workspace, or ends that within a second. */
export async function changeImpersonation(
  db: Db,
  which: Which,
  may_impersonate: boolean,
  actor: Actor,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const before = await requireServiceAccount(tx, which);
    if (before.may_impersonate === may_impersonate) return;
    await setMayImpersonate(tx, which.id, may_impersonate);
    const detail = { name: before.name, before: before.may_impersonate, after: may_impersonate };
    await append(tx, event('set_impersonation', which, actor, detail));
  });
}

function event(what: string, { workspace_id, id }: Which, actor: Actor, detail: Record<string, unknown>) {
  return { ...actor, action: `service_accounts.${what}`, workspace_id, account_id: id, detail };
}
