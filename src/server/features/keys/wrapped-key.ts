import { randomBytes } from 'node:crypto';
import { OperatorError } from '../../operator-error.ts';
import type { RootKey } from './root-key.ts';
import { seal, unseal } from './seal.ts';
import type { KeyRow, NewKey } from './store.ts';

/** The root key does not open the keys of this database. */
export class RootKeyError extends OperatorError {}

/** A key as it lies in the database, with what opening it takes. */
export type WrappedKey = Pick<KeyRow, 'id' | 'purpose' | 'owner_id' | 'root_key_id' | 'nonce' | 'wrapped'>;

/**
 * Opens a key with the root key that wraps it.
 * @throws RootKeyError when that is another one, or the row was touched
 */
export function openKey(root: RootKey, row: WrappedKey): Buffer {
  if (row.root_key_id !== root.id)
    throw new RootKeyError(
      `The root key (id ${root.id}) does not open this database, whose keys are wrapped with the root key of id ${row.root_key_id}. Give that one in ATRIUM_SECRET_KEY or restore <data folder>/root.key; nothing was changed.`,
    );
  try {
    return unseal(root.bytes, place(row), { nonce: row.nonce, ciphertext: row.wrapped });
  } catch (error) {
    throw new RootKeyError(
      `The key ${row.id} (${row.purpose}) of this database is damaged: the root key (id ${root.id}) that wraps it does not open it. Restore the database from your backup; nothing was changed.`,
      1,
      error,
    );
  }
}

/** A new random 256-bit key, wrapped, not stored yet. */
export function newKey(
  root: RootKey,
  purpose: KeyRow['purpose'],
  owner_id: string | null,
): { row: NewKey; secret: Buffer } {
  const secret = randomBytes(32);
  const named = { id: randomBytes(8).toString('hex'), purpose, owner_id, version: 1 };
  return { row: { ...named, ...wrap(root, named, secret) }, secret };
}

/** A key's columns that change with the root key. */
export function wrap(
  root: RootKey,
  row: Pick<KeyRow, 'id' | 'owner_id'>,
  secret: Buffer,
): Pick<KeyRow, 'root_key_id' | 'nonce' | 'wrapped'> {
  const { nonce, ciphertext } = seal(root.bytes, place(row), secret);
  return { root_key_id: root.id, nonce, wrapped: ciphertext };
}

function place(row: Pick<KeyRow, 'id' | 'owner_id'>): string[] {
  return ['keys', 'wrapped', row.id, row.owner_id ?? ''];
}
