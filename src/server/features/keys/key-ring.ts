import { createHmac } from 'node:crypto';
import { type Db, inTransaction, lockInTransaction } from '../../db/database.ts';
import { createDataKeys, type DataKeys, KEYS_LOCK } from './data-keys.ts';
import type { RootKey } from './root-key.ts';
import { createRootKeys } from './root-keys.ts';
import { insertKey, listServerKeys } from './store.ts';
import { newKey, openKey } from './wrapped-key.ts';

/** One token-signing key; `kid` stands in the header of the tokens it signs. */
export interface SigningKey {
  kid: string;
  secret: Buffer;
}

/** The server's opened keys, and the data keys of workspaces and accounts. */
export interface KeyRing extends DataKeys {
  /** The root key the process was started with. */
  rootKey: RootKey;
  /** Learns the root key of a rotation, while it can be learned. @throws RootKeyError when it cannot */
  learnRootKey(db: Db): Promise<void>;
  /** Newest last; the newest signs, all verify. */
  signingKeys: readonly SigningKey[];
  pepperVersion: number;
  /** Keyed SHA-256 (HMAC) of a 256-bit random secret; `purpose` keeps the kinds apart. */
  hashSecret(
    purpose: 'api' | 'session' | 'link' | 'invitation',
    secret: string,
    pepperVersion?: number,
  ): Buffer;
}

/**
 * Opens the keys of the database, making the first ones when there are none. Processes that start together agree
 * by an advisory lock.
 * @param readAgain gives the root key of that id after a rotation, if it lies where `root` came from
 * @throws RootKeyError before anything is written
 */
export async function openKeyRing(
  db: Db,
  root: RootKey,
  readAgain: (id: string) => RootKey | undefined = () => undefined,
): Promise<KeyRing> {
  const rows = await inTransaction(db, async (tx) => {
    await lockInTransaction(tx, KEYS_LOCK);
    const existing = await listServerKeys(tx);
    if (existing.length > 0) return existing;
    for (const purpose of ['token', 'pepper'] as const) await insertKey(tx, newKey(root, purpose, null).row);
    return listServerKeys(tx);
  });
  const opened = rows.map((row) => ({ row, secret: openKey(root, row) }));
  const peppers = new Map(
    opened.filter(({ row }) => row.purpose === 'pepper').map((k) => [k.row.version, k.secret]),
  );
  const pepperVersion = Math.max(...peppers.keys());
  const roots = createRootKeys(root, readAgain);
  return {
    ...createDataKeys(roots),
    rootKey: root,
    learnRootKey: roots.learn,
    signingKeys: opened
      .filter(({ row }) => row.purpose === 'token')
      .map(({ row, secret }) => ({ kid: row.id, secret })),
    pepperVersion,
    hashSecret(purpose, secret, version = pepperVersion) {
      const pepper = peppers.get(version);
      if (!pepper) throw new Error(`no pepper of version ${version}`);
      return createHmac('sha256', pepper).update(`${purpose}\0${secret}`).digest();
    },
  };
}
