import { LRUCache } from 'lru-cache';
import { type Db, inTransaction, lockInTransaction } from '../../db/database.ts';
import type { RootKeys } from './root-keys.ts';
import { type Sealed, seal, unseal } from './seal.ts';
import { type DataKeyPurpose, findDataKey, findRootKeyId, insertDataKey, type KeyRow } from './store.ts';
import { newKey, openKey, type WrappedKey } from './wrapped-key.ts';

/** Whose data key: a workspace's or an account's. */
export interface DataKeyOwner {
  purpose: DataKeyPurpose;
  id: string;
}

/** What was sealed cannot be opened: its key is gone, or it is not the text that was sealed in that place. */
export class SealedTextError extends Error {}

/** The keys that encrypt what people entrust: one for each workspace and each account, made on first use. */
export interface DataKeys {
  /** The key new texts are sealed with, 256 bits; joins the transaction if `db` is one. Costs a statement. */
  dataKey(db: Db, purpose: DataKeyPurpose, ownerId: string): Promise<Buffer>;
  /** Encrypts a text. @param place table, column, row id, workspace id: elsewhere it does not open */
  sealText(db: Db, owner: DataKeyOwner, place: readonly string[], text: string): Promise<Sealed>;
  /**
   * Decrypts what `sealText` made; without a statement while the key is in memory, or with `stored`, the owner's key
   * as read together with the sealed text.
   * @throws SealedTextError when the key was destroyed, or key, place or bytes are not those of the sealing
   */
  unsealText(
    db: Db,
    owner: DataKeyOwner,
    place: readonly string[],
    sealed: Sealed,
    stored?: WrappedKey,
  ): Promise<string>;
  /** Drops a key from this process's memory; `destroyDataKey` makes every process do so. */
  forgetDataKey(purpose: DataKeyPurpose, ownerId: string): void;
  /** Drops all of them. */
  forgetDataKeys(): void;
}

/** Opened keys kept in memory; one takes about 200 bytes. */
const KEPT = 20_000;
export const KEYS_LOCK = 'atrium keys';

interface Opened {
  id: string;
  secret: Buffer;
}

export function createDataKeys(roots: RootKeys): DataKeys {
  const kept = new LRUCache<string, Opened>({ max: KEPT });
  let forgotten = 0;

  const open = async (db: Db, row: KeyRow, name: string, before: number): Promise<Buffer> => {
    const cached = kept.get(name);
    if (cached?.id === row.id) return cached.secret;
    const secret = openKey(await roots.get(db, row.root_key_id), row);
    // In a transaction the row may be its own, and go with it; a key that is not stored must not seal anything.
    if (!db.isTransaction && forgotten === before) kept.set(name, { id: row.id, secret });
    return secret;
  };
  const dataKey = async (db: Db, purpose: DataKeyPurpose, ownerId: string): Promise<Buffer> => {
    const before = forgotten;
    const row =
      (await findDataKey(db, purpose, ownerId)) ?? (await makeDataKey(db, roots, { purpose, id: ownerId }));
    return open(db, row, nameOf(purpose, ownerId), before);
  };
  const existing = async (db: Db, { purpose, id }: DataKeyOwner, stored?: WrappedKey): Promise<Buffer> => {
    const name = nameOf(purpose, id);
    const cached = kept.get(name);
    if (cached) return cached.secret;
    if (stored) return openKey(await roots.get(db, stored.root_key_id), stored);
    const before = forgotten;
    const row = await findDataKey(db, purpose, id);
    if (row) return open(db, row, name, before);
    throw new SealedTextError(`The data key of the ${purpose} ${id} is gone: what it sealed is lost.`);
  };
  return {
    dataKey,
    async sealText(db, owner, place, text) {
      return seal(await dataKey(db, owner.purpose, owner.id), place, Buffer.from(text));
    },
    async unsealText(db, owner, place, sealed, stored) {
      const key = await existing(db, owner, stored);
      try {
        return unseal(key, place, sealed).toString();
      } catch (error) {
        throw new SealedTextError(
          `A text (${place.join(', ')}) does not open with the data key of the ${owner.purpose} ${owner.id}: it was moved or damaged, or sealed with a key that is gone.`,
          { cause: error },
        );
      }
    },
    forgetDataKey(purpose, ownerId) {
      forgotten++;
      kept.delete(nameOf(purpose, ownerId));
    },
    forgetDataKeys() {
      forgotten++;
      kept.clear();
    },
  };
}

const nameOf = (purpose: DataKeyPurpose, ownerId: string) => `${purpose}:${ownerId}`;

/** Of several that make one at once, all get the one that was stored. */
async function makeDataKey(db: Db, roots: RootKeys, { purpose, id }: DataKeyOwner): Promise<KeyRow> {
  return inTransaction(db, async (tx) => {
    // A rotation waits for this, so that no key is left wrapped with a root key that was replaced meanwhile.
    await lockInTransaction(tx, KEYS_LOCK, 'shared');
    const rootId = await findRootKeyId(tx);
    if (rootId === undefined) throw new Error('the database has no keys');
    await insertDataKey(tx, newKey(await roots.get(tx, rootId), purpose, id).row);
    const row = await findDataKey(tx, purpose, id);
    if (!row) throw new Error(`the data key of the ${purpose} ${id} was destroyed while it was made`);
    return row;
  });
}
