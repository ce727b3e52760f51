import { createHmac } from 'node:crypto';
import type { Db } from '../../db/database.ts';
import type { DataKeyOwner, DataKeys } from '../keys/data-keys.ts';
import type { Sealed } from '../keys/seal.ts';
import type { WrappedKey } from '../keys/wrapped-key.ts';
import type { Vault } from './store.ts';
import { findVersion, type SealedVersion } from './versions-store.ts';

/** What seals and opens texts. */
export type Keys = Pick<DataKeys, 'dataKey' | 'sealText' | 'unsealText'>;
export type Owned = Pick<Vault, 'workspace_id' | 'id' | 'account_id'>;

/** A personal vault is sealed with its person's key, one of the workspace with the workspace's. */
const ownerOf = ({ account_id, workspace_id }: Owned): DataKeyOwner =>
  account_id === null ? { purpose: 'workspace', id: workspace_id } : { purpose: 'account', id: account_id };

/** The data key of a vault's owner as the database holds it. */
export type StoredKey = Pick<WrappedKey, 'id' | 'root_key_id' | 'nonce' | 'wrapped'>;

const versionPlace = ({ id, workspace_id }: Owned, version: number) => [
  'vault_versions',
  'sealed',
  `${id}:${version}`,
  workspace_id,
];

const servedPlace = ({ id, workspace_id }: Owned) => ['vaults', 'served_sealed', id, workspace_id];

/** Seals the text of a version. */
export async function sealVersion(
  db: Db,
  keys: Keys,
  vault: Owned,
  version: number,
  text: string,
): Promise<{ nonce: Buffer; sealed: Buffer }> {
  const { nonce, ciphertext } = await keys.sealText(db, ownerOf(vault), versionPlace(vault, version), text);
  return { nonce, sealed: ciphertext };
}

/** Seals what clients are served; nothing when they can be served nothing. */
export async function sealServed(db: Db, keys: Keys, vault: Owned, text: string | undefined) {
  if (text === undefined) return { served_nonce: null, served_sealed: null };
  const made = await keys.sealText(db, ownerOf(vault), servedPlace(vault), text);
  return { served_nonce: made.nonce, served_sealed: made.ciphertext };
}

/** The clear text that clients are served; costs no statement with the key its owner has. */
export function openServed(
  db: Db,
  keys: Keys,
  vault: Owned,
  sealed: Sealed,
  stored?: StoredKey,
): Promise<string> {
  const owner = ownerOf(vault);
  const key = stored && { ...stored, purpose: owner.purpose, owner_id: owner.id };
  return keys.unsealText(db, owner, servedPlace(vault), sealed, key);
}

/** A version with its clear text. */
export type OpenedVersion = Omit<SealedVersion, 'nonce' | 'sealed'> & { text: string };

/** One version of a vault in clear; undefined when there is none of this number. */
export async function openVersion(
  db: Db,
  keys: Keys,
  vault: Owned,
  version: number,
): Promise<OpenedVersion | undefined> {
  const row = await findVersion(db, vault, version);
  if (!row) return undefined;
  const { nonce, sealed, ...rest } = row;
  const place = versionPlace(vault, version);
  const text = await keys.unsealText(db, ownerOf(vault), place, { nonce, ciphertext: sealed });
  return { ...rest, text };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_LENGTH = 8;

/**
 * Names secrets of one vault by eight letters, the same for the same secret: keyed, so that nobody can try out
 * secrets against the name.
 */
export async function secretNames(db: Db, keys: Keys, vault: Owned): Promise<(raw: string) => string> {
  const { purpose, id } = ownerOf(vault);
  const key = await keys.dataKey(db, purpose, id);
  return (raw) => {
    const digest = createHmac('sha256', key).update(`vault mask\0${vault.id}\0${raw}`).digest();
    return Array.from(digest.subarray(0, ID_LENGTH), (byte) => LETTERS[byte & 31]).join('');
  };
}
