import { type Db, inTransaction } from '../../db/database.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import { newId } from '../accounts/store.ts';
import type { Actor } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { newKeyPair } from './key-pair.ts';
import {
  endReplaced,
  insertCredential,
  lockOwn,
  type Owner,
  revokeAny,
  revokeOwn,
  updateLabel,
} from './store.ts';

type Hashing = Pick<KeyRing, 'hashSecret' | 'pepperVersion'>;

/** A key pair just made: the only place its secret ever stands. */
export interface MadeCredential {
  access_key: string;
  secret_key: string;
  label: string | null;
  expires: string | null;
}

/** @throws WireError 400/12 when the time is past; gives it as the wire writes times */
function requireFuture(expires: string | null | undefined): string | null {
  if (!expires) return null;
  if (Date.parse(expires) <= Date.now()) throw invalidField('expires', 'must be in the future');
  return new Date(expires).toISOString().replace(/\.(\d{3})Z$/, '.$1000+00:00');
}

/** Makes a key pair for a member of a workspace. */
export async function createCredential(
  db: Db,
  hashing: Hashing,
  owner: Owner,
  { label, expires }: { label: string | null; expires?: string | null | undefined },
  actor: Actor,
): Promise<MadeCredential> {
  const pair = newKeyPair();
  const expires_at = requireFuture(expires);
  await inTransaction(db, async (tx) => {
    await insertCredential(tx, {
      ...owner,
      id: newId(),
      access_key: pair.access_key,
      secret_hash: hashing.hashSecret('api', pair.secret_key),
      pepper_version: hashing.pepperVersion,
      label,
      expires_at,
    });
    await append(
      tx,
      event('credentials.create', owner, actor, pair.access_key, { label, expires: expires_at }),
    );
  });
  return { ...pair, label, expires: expires_at };
}

/**
 * Rotates with overlap: a new pair now, the old one ends after `grace_s` seconds. Without `expires` the new pair lives
 * as long as the old one was meant to.
 * @throws WireError 400/75 for an unknown key, 400/12 for one already replaced
 */
export async function rotateCredential(
  db: Db,
  hashing: Hashing,
  owner: Owner,
  {
    access_key,
    grace_s,
    expires,
  }: { access_key: string; grace_s: number; expires?: string | null | undefined },
  actor: Actor,
): Promise<{ credentials: MadeCredential; old: { access_key: string; expires: string } }> {
  return inTransaction(db, async (tx) => {
    const old = await lockOwn(tx, owner, access_key);
    if (!old) throw new WireError('invalid_access_key', { field: 'access_key' });
    if (old.replaced_by)
      throw invalidField('access_key', 'was rotated already', 'Rotate the key pair that replaced it.');
    const inherited = old.life_s === null ? null : new Date(Date.now() + old.life_s * 1000).toISOString();
    const end = expires === undefined ? inherited : expires;
    const made = await createCredential(tx, hashing, owner, { label: old.label, expires: end }, actor);
    const ends = await endReplaced(tx, owner, access_key, made.access_key, grace_s);
    await append(
      tx,
      event('credentials.rotate', owner, actor, access_key, { replaced_by: made.access_key, ends }),
    );
    return { credentials: made, old: { access_key, expires: ends } };
  });
}

/** Gives one's own key pair another label. @throws WireError 400/75 for an unknown key */
export async function renameCredential(
  db: Db,
  owner: Owner,
  accessKey: string,
  label: string | null,
  actor: Actor,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const row = await updateLabel(tx, owner, accessKey, label);
    if (!row) throw new WireError('invalid_access_key', { field: 'access_key' });
    if (row.before === label) return;
    const detail = { before: { label: row.before }, after: { label } };
    await append(tx, event('credentials.edit', owner, actor, accessKey, detail));
  });
}

/** Revokes one's own key pair and, with it, every token made from it. @throws WireError 400/300 for an unknown key */
export async function revokeCredential(db: Db, owner: Owner, accessKey: string, actor: Actor): Promise<void> {
  await inTransaction(db, async (tx) => {
    const revoked = await revokeOwn(tx, owner, accessKey);
    if (!revoked) throw new WireError('invalid_user', { field: 'access_key' });
    await append(tx, event('credentials.revoke', owner, actor, accessKey, { label: revoked.label }));
  });
}

/** Revokes any key pair by its access key, for the command line; false when there is none. */
export async function revokeAnyCredential(db: Db, accessKey: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const revoked = await revokeAny(tx, accessKey);
    if (revoked)
      await append(
        tx,
        event('credentials.revoke', revoked, { actor_id: null }, accessKey, { label: revoked.label }),
      );
    return revoked !== undefined;
  });
}

function event(action: string, owner: Owner, actor: Actor, target: string, detail: Record<string, unknown>) {
  const { workspace_id, account_id } = owner;
  return { ...actor, action, workspace_id, account_id, target, detail };
}
