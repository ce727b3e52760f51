import { createHmac, randomBytes } from 'node:crypto';
import { type Db, inTransaction, lockInTransaction } from '../../db/database.ts';
import { OperatorError } from '../../operator-error.ts';
import type { RootKey } from './root-key.ts';
import { seal, unseal } from './seal.ts';
import { insertKey, type KeyRow, listServerKeys } from './store.ts';

/** One token-signing key; `kid` stands in the header of the tokens it signs. */
export interface SigningKey {
  kid: string;
  secret: Buffer;
}

/** The server's opened keys. Data keys of workspaces and accounts come with the parts that encrypt. */
export interface KeyRing {
  /** Newest last; the newest signs, all verify. */
  signingKeys: readonly SigningKey[];
  pepperVersion: number;
  /** Keyed SHA-256 (HMAC) of a 256-bit random secret; `purpose` keeps the kinds apart. */
  hashSecret(purpose: 'api' | 'session' | 'link', secret: string, pepperVersion?: number): Buffer;
}

/** The root key does not open the keys of this database. */
export class RootKeyError extends OperatorError {}

const place = (row: Pick<KeyRow, 'id' | 'owner_id'>) => ['keys', 'wrapped', row.id, row.owner_id ?? ''];

/**
 * Opens the keys of the database, making the first ones when there are none. Processes that start together agree
 * by an advisory lock.
 * @throws RootKeyError before anything is written
 */
export async function openKeyRing(db: Db, root: RootKey): Promise<KeyRing> {
  const rows = await inTransaction(db, async (tx) => {
    await lockInTransaction(tx, 'atrium keys');
    const existing = await listServerKeys(tx);
    if (existing.length > 0) return existing;
    await makeKey(tx, root, 'token');
    await makeKey(tx, root, 'pepper');
    return listServerKeys(tx);
  });
  const opened = rows.map((row) => ({ row, secret: openKey(root, row) }));
  const peppers = new Map(
    opened.filter(({ row }) => row.purpose === 'pepper').map((k) => [k.row.version, k.secret]),
  );
  const pepperVersion = Math.max(...peppers.keys());
  return {
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

function openKey(root: RootKey, row: KeyRow): Buffer {
  if (row.root_key_id !== root.id)
    throw new RootKeyError(
      `The root key (id ${root.id}) does not open this database, whose keys are wrapped with the root key of id ${row.root_key_id}. Give that one in ATRIUM_SECRET_KEY or restore <data folder>/root.key; nothing was changed.`,
    );
  return unseal(root.bytes, place(row), { nonce: row.nonce, ciphertext: row.wrapped });
}

async function makeKey(db: Db, root: RootKey, purpose: 'token' | 'pepper'): Promise<void> {
  const row = {
    id: randomBytes(8).toString('hex'),
    purpose,
    owner_id: null,
    version: 1,
    root_key_id: root.id,
  };
  const { nonce, ciphertext } = seal(root.bytes, place(row), randomBytes(32));
  await insertKey(db, { ...row, nonce, wrapped: ciphertext });
}
