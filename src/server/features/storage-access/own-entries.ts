import { MAX_STORAGE_ENTRIES } from '../../../contract/storage-access.ts';
import type { Place, SecretType } from '../../../storage/place.ts';
import { type Db, inTransaction } from '../../db/database.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import { newId } from '../accounts/store.ts';
import type { Actor } from '../audit/actor.ts';
import { type AuditEvent, append } from '../audit/audit.ts';
import {
  clearSealed,
  deleteLock,
  deleteOwnEntry,
  findLock,
  insertOwnEntry,
  type Lock,
  listOwnEntries,
  lockOwner,
  type OwnEntry,
  putLock,
  updateOwnEntry,
} from './own-store.ts';
import { isSamePlace, placeOf } from './places.ts';
import { requirePlace } from './require-place.ts';

export interface WantedOwnEntry extends Place {
  /** Left out: a new entry. */
  id?: string | null | undefined;
  secret_type: SecretType;
  has_token: boolean;
  custody: 'browser' | 'account';
  /** Custody `account`; left out: as it is. */
  sealed?: string | null | undefined;
  /** Custody `browser`. */
  browser?: { id: string; name: string } | null | undefined;
}

/**
 * Makes or changes an entry of an account. Its secret is in a browser, or sealed by one: the server cannot read it.
 * @returns its id
 * @throws WireError 400/10 when it is not the account's, 400/12 for what does not fit, 400/801 for a place taken
 */
export function saveOwnEntry(
  db: Db,
  accountId: string,
  wanted: WantedOwnEntry,
  actor: Actor,
): Promise<string> {
  return changeOwn(db, accountId, async (tx) => {
    const present = await listOwnEntries(tx, accountId);
    const existing = wanted.id ? present.find(({ id }) => id === wanted.id) : undefined;
    if (wanted.id && !existing) throw new WireError('invalid_id', { field: 'id' });
    const { secret_type, has_token, custody } = wanted;
    const place = placeOf(wanted);
    requirePlace(place, secret_type);
    const row = {
      ...place,
      secret_type,
      has_token,
      custody,
      ...(await keptBy(tx, accountId, wanted, existing)),
    };
    requireRoom(present, existing);
    requireFree(present, existing, row);
    const id = existing?.id ?? newId();
    if (existing) await updateOwnEntry(tx, accountId, id, row);
    else await insertOwnEntry(tx, { account_id: accountId, id, ...row });
    await append(tx, ownEvent('save_own', accountId, actor, id, { ...place, custody, new: !existing }));
    return id;
  });
}

/** Deletes an entry of an account. @throws WireError 400/10 when there is none */
export async function removeOwnEntry(db: Db, accountId: string, id: string, actor: Actor): Promise<void> {
  await inTransaction(db, async (tx) => {
    const gone = await deleteOwnEntry(tx, accountId, id);
    if (!gone) throw new WireError('invalid_id', { field: 'id' });
    const detail = { ...placeOf(gone), custody: gone.custody };
    await append(tx, ownEvent('delete_own', accountId, actor, id, detail));
  });
}

/**
 * Stores the passphrase's lock.
 * @param lock its `version` is the one it replaces, 0 for none
 * @returns the version it has now
 * @throws WireError 409 when another page changed it meanwhile
 */
export function saveLock(
  db: Db,
  accountId: string,
  lock: Omit<Lock, 'account_id' | 'changed_at'>,
  actor: Actor,
): Promise<number> {
  return changeOwn(db, accountId, async (tx) => {
    const present = (await findLock(tx, accountId))?.version ?? 0;
    if (lock.version !== present)
      throw new WireError('conflict', {
        field: 'version',
        rule: `is ${present} now`,
        cure: 'Load the page again.',
      });
    const { salt, rounds, nonce, wrapped } = lock;
    const version = present + 1;
    await putLock(tx, { account_id: accountId, version, salt, rounds, nonce, wrapped });
    await append(tx, ownEvent('save_lock', accountId, actor, null, { new: present === 0 }));
    return version;
  });
}

/** Forgets the lock and all that was sealed under it; the entries stay. Gives how many lost their secret. */
export function resetLock(db: Db, accountId: string, actor: Actor): Promise<number> {
  return changeOwn(db, accountId, async (tx) => {
    const cleared = await clearSealed(tx, accountId);
    await deleteLock(tx, accountId);
    await append(tx, ownEvent('reset_lock', accountId, actor, null, { cleared }));
    return cleared;
  });
}

function changeOwn<Result>(db: Db, accountId: string, work: (tx: Db) => Promise<Result>): Promise<Result> {
  return inTransaction(db, async (tx) => {
    if (!(await lockOwner(tx, accountId))) throw new WireError('no_credentials');
    return work(tx);
  });
}

type Keeping = Pick<OwnEntry, 'sealed' | 'browser_id' | 'browser_name'>;

/** Where the secret is: in the browser that is named, or in what a browser sealed under the account's lock. */
async function keptBy(
  tx: Db,
  accountId: string,
  { custody, sealed, browser }: WantedOwnEntry,
  existing: OwnEntry | undefined,
): Promise<Keeping> {
  if (custody === 'browser') {
    if (!browser) throw invalidField('browser', 'is required: the browser that keeps the secret');
    if (sealed) throw invalidField('sealed', 'is for custody "account" only');
    return { sealed: null, browser_id: browser.id, browser_name: browser.name };
  }
  const kept = sealed ?? existing?.sealed;
  if (!kept) throw invalidField('sealed', 'is required: the secret as the browser sealed it');
  if (!(await findLock(tx, accountId)))
    throw invalidField('sealed', 'needs a passphrase that opens it', 'Choose a passphrase first.');
  return { sealed: kept, browser_id: null, browser_name: null };
}

function requireRoom(present: readonly OwnEntry[], existing: OwnEntry | undefined): void {
  if (!existing && present.length >= MAX_STORAGE_ENTRIES)
    throw invalidField(
      'id',
      `an account has at most ${MAX_STORAGE_ENTRIES} storage entries`,
      'Delete one that is no longer used.',
    );
}

/** Each browser may keep a secret of its own for a place; an account has one for all. */
function requireFree(
  present: readonly OwnEntry[],
  existing: OwnEntry | undefined,
  wanted: Place & Pick<OwnEntry, 'browser_id'>,
): void {
  const taken = present.some(
    (other) =>
      other.id !== existing?.id && other.browser_id === wanted.browser_id && isSamePlace(other, wanted),
  );
  if (taken)
    throw invalidField(
      'bucket',
      'has an entry for this host and prefix already',
      'Change that one, or give another prefix.',
      'expected_unique_data',
    );
}

/** What somebody does with their own entries is theirs alone. */
const ownEvent = (
  action: string,
  accountId: string,
  actor: Actor,
  target: string | null,
  detail: Record<string, unknown>,
): AuditEvent => ({
  ...actor,
  action: `storage_access.${action}`,
  workspace_id: null,
  account_id: accountId,
  target,
  detail,
});
