import { MAX_STORAGE_ENTRIES } from '../../../contract/storage-access.ts';
import type { Place, Secret } from '../../../storage/place.ts';
import { type Db, inTransaction } from '../../db/database.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import { newId } from '../accounts/store.ts';
import type { Actor } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import { lockWorkspace } from '../workspaces/member-store.ts';
import { type Keys, sealSecret } from './entry-secret.ts';
import { isSamePlace, isSameStore, placeOf } from './places.ts';
import { requirePlace } from './require-place.ts';
import { deleteEntry, insertEntry, listEntries, type StoredEntry, updateEntry } from './store.ts';

export interface WantedEntry extends Place {
  /** Left out: a new entry. */
  id?: string | null | undefined;
  /** Left out: as it is. */
  secret?: Secret | null | undefined;
}

/**
 * Makes or changes an entry of a workspace, sealing its secret.
 * @returns its id
 * @throws WireError 400/10 when it is not the workspace's, 400/12 for what does not fit, 400/801 for a place taken
 */
export function saveEntry(
  db: Db,
  keys: Keys,
  workspaceId: string,
  { id, secret, ...given }: WantedEntry,
  actor: Actor,
): Promise<string> {
  return inTransaction(db, async (tx) => {
    if (!(await lockWorkspace(tx, workspaceId))) throw new WireError('invalid_id', { field: 'id' });
    const present = await listEntries(tx, workspaceId);
    const existing = id ? present.find((entry) => entry.id === id) : undefined;
    if (id && !existing) throw new WireError('invalid_id', { field: 'id' });
    const place = placeOf(given);
    requirePlace(place, requireSecretType(existing, place, secret));
    requireRoom(present, existing);
    requireFree(present, existing, place);
    const row = { workspace_id: workspaceId, id: existing?.id ?? newId() };
    if (existing) {
      const sealed = secret ? await sealSecret(tx, keys, row, secret) : {};
      await updateEntry(tx, workspaceId, row.id, { ...place, ...sealed });
    } else if (secret) {
      const sealed = await sealSecret(tx, keys, row, secret);
      await insertEntry(tx, { ...row, ...place, ...sealed, created_by: actor.actor_id });
    }
    const detail = { ...place, new: !existing, ...(secret && { secret: 'changed' }) };
    await append(tx, entryEvent('save', row, actor, detail));
    return row.id;
  });
}

/** Deletes an entry of a workspace with its secret. @throws WireError 400/10 when there is none */
export async function removeEntry(db: Db, workspaceId: string, id: string, actor: Actor): Promise<void> {
  await inTransaction(db, async (tx) => {
    const gone = await deleteEntry(tx, workspaceId, id);
    if (!gone) throw new WireError('invalid_id', { field: 'id' });
    await append(tx, entryEvent('delete', gone, actor, { ...placeOf(gone) }));
  });
}

/** What happened to an entry of a workspace, for its audit log: where it leads, never its secret. */
export const entryEvent = (
  action: string,
  { workspace_id, id }: Pick<StoredEntry, 'workspace_id' | 'id'>,
  actor: Actor,
  detail: Record<string, unknown>,
) => ({
  ...actor,
  action: `storage_access.${action}`,
  workspace_id,
  account_id: null,
  target: id,
  detail,
});

/** A stored secret goes only where whoever typed it meant it to go. */
function requireSecretType(
  existing: StoredEntry | undefined,
  place: Place,
  secret: Secret | null | undefined,
): Secret['type'] {
  if (secret) return secret.type;
  if (!existing) throw invalidField('secret', 'is required for a new entry');
  if (!isSameStore(existing, place))
    throw invalidField(
      'secret',
      'is required when the store, scheme, host or account changes',
      'Type it again.',
    );
  return existing.secret_type;
}

function requireRoom(present: readonly StoredEntry[], existing: StoredEntry | undefined): void {
  if (!existing && present.length >= MAX_STORAGE_ENTRIES)
    throw invalidField(
      'id',
      `a workspace has at most ${MAX_STORAGE_ENTRIES} storage entries`,
      'Delete one that is no longer used.',
    );
}

function requireFree(present: readonly StoredEntry[], existing: StoredEntry | undefined, place: Place): void {
  if (present.some((other) => other.id !== existing?.id && isSamePlace(other, place)))
    throw invalidField(
      'bucket',
      'has an entry for this host and prefix already',
      'Change that one, or give another prefix.',
      'expected_unique_data',
    );
}
