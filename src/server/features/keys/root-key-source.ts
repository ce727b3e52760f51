import { mkdirSync } from 'node:fs';
import type { Db } from '../../db/database.ts';
import { OperatorError } from '../../operator-error.ts';
import { finishReplacing } from './replace-root-key.ts';
import { asRootKey, type RootKey, rootKeyOfFolder } from './root-key.ts';
import { findRootKeyId, hasKeysTable, listServerKeys } from './store.ts';
import { openKey } from './wrapped-key.ts';

/** Where the root key comes from: ATRIUM_SECRET_KEY if that is set, else `<data_dir>/root.key`. */
export interface RootKeySource {
  data_dir: string;
  root_key: Buffer | undefined;
}

/**
 * The root key for a database; made when neither it nor any key exists.
 * @throws OperatorError when the database holds keys and root.key is missing or damaged
 */
export async function requireRootKey(source: RootKeySource, db: Db): Promise<RootKey> {
  const wanted = await findRootKeyId(db);
  if (wanted === undefined) {
    if (source.root_key === undefined) mkdirSync(source.data_dir, { recursive: true });
    return readRootKey(source) ?? makeRootKey(source);
  }
  const root = readRootKey(source, wanted);
  if (root) return root;
  throw new OperatorError(
    `The database holds keys, but ${source.data_dir}/root.key, which opens them, is missing. Restore it from your backup or give it in ATRIUM_SECRET_KEY; nothing was changed.`,
  );
}

/** The root key there is; a rotation to `wanted` that was cut off after its commit is brought to its end first. */
export function readRootKey(source: RootKeySource, wanted?: string): RootKey | undefined {
  if (source.root_key) return asRootKey(source.root_key);
  if (wanted !== undefined) finishReplacing(source.data_dir, wanted);
  return rootKeyOfFolder(source.data_dir, false);
}

/**
 * Makes sure, without writing, that the root key opens what the database holds; on an empty one does nothing.
 * @throws OperatorError (RootKeyError when it is another one)
 */
export async function requireFittingRootKey(source: RootKeySource, db: Db): Promise<void> {
  if (!(await hasKeysTable(db))) return;
  const rows = await listServerKeys(db);
  if (rows.length === 0) return;
  const root = await requireRootKey(source, db);
  for (const row of rows) openKey(root, row);
}

function makeRootKey({ data_dir }: RootKeySource): RootKey {
  const made = rootKeyOfFolder(data_dir, true);
  if (!made) throw new Error(`${data_dir}/root.key vanished while it was made`);
  return made;
}
