import type { Secret } from '../../../storage/place.ts';
import type { Db } from '../../db/database.ts';
import type { DataKeys } from '../keys/data-keys.ts';
import type { StoredEntry } from './store.ts';

/** What seals and opens the secrets of a workspace's entries. */
export type Keys = Pick<DataKeys, 'sealText' | 'unsealText'>;

type Owned = Pick<StoredEntry, 'workspace_id' | 'id'>;

const ownerOf = ({ workspace_id }: Owned) => ({ purpose: 'workspace', id: workspace_id }) as const;
const placeOf = ({ id, workspace_id }: Owned) => ['storage_entries', 'sealed', id, workspace_id];

/** Seals a secret with its workspace's data key: in another row or workspace it does not open. */
export async function sealSecret(db: Db, keys: Keys, entry: Owned, secret: Secret) {
  const { nonce, ciphertext } = await keys.sealText(
    db,
    ownerOf(entry),
    placeOf(entry),
    JSON.stringify(secret),
  );
  return {
    secret_type: secret.type,
    has_token: secret.type === 'keys' && Boolean(secret.token),
    nonce,
    sealed: ciphertext,
  };
}

/** The secret of an entry in clear; it never leaves the server. */
export async function openSecret(
  db: Db,
  keys: Keys,
  entry: Owned & Pick<StoredEntry, 'nonce' | 'sealed'>,
): Promise<Secret> {
  const sealed = { nonce: entry.nonce, ciphertext: entry.sealed };
  return JSON.parse(await keys.unsealText(db, ownerOf(entry), placeOf(entry), sealed)) as Secret;
}
