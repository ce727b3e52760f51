import type { Db } from '../../db/database.ts';
import { takeHandOver } from './hand-over.ts';
import type { RootKey } from './root-key.ts';
import { findRootKeyId } from './store.ts';
import { RootKeyError } from './wrapped-key.ts';

/** The root keys a process knows: its own, and those it learned while it ran. */
export interface RootKeys {
  /**
   * The root key of that id, learned if need be.
   * @throws RootKeyError when this process cannot have it
   */
  get(db: Db, id: string): Promise<RootKey>;
  /** Learns the root key that wraps the keys now, while it can be learned. @throws RootKeyError as `get` */
  learn(db: Db): Promise<void>;
}

/**
 * @param own what this process was started with
 * @param readAgain the root key of that id where this process found its own, if it lies there now
 */
export function createRootKeys(own: RootKey, readAgain: (id: string) => RootKey | undefined): RootKeys {
  const known = new Map([[own.id, own]]);
  const get = async (db: Db, id: string): Promise<RootKey> => {
    const root = known.get(id);
    if (root) return root;
    for (const found of [readAgain(id), await takeHandOver(db, known)]) {
      if (found) known.set(found.id, found);
      if (found?.id === id) return found;
    }
    throw new RootKeyError(
      `This process was started with the root key of id ${own.id}, but the keys of its database are wrapped with that of id ${id} by now. Start it again with that one.`,
    );
  };
  return {
    get,
    async learn(db) {
      const id = await findRootKeyId(db);
      if (id !== undefined) await get(db, id);
    },
  };
}
