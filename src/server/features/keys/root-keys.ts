import type { Db } from '../../db/database.ts';
import type { RootKey } from './root-key.ts';
import { RootKeyError } from './wrapped-key.ts';

/** The root keys a process knows: its own, and those it learned while it ran. */
export interface RootKeys {
  /**
   * The root key of that id.
   * @throws RootKeyError when this process does not have it
   */
  get(db: Db, id: string): Promise<RootKey>;
}

/** @param own what this process was started with */
export function createRootKeys(own: RootKey): RootKeys {
  const known = new Map([[own.id, own]]);
  return {
    async get(_db, id) {
      const root = known.get(id);
      if (root) return root;
      throw new RootKeyError(
        `This process was started with the root key of id ${own.id}, but the keys of its database are wrapped with that of id ${id} by now. Start it again with that one.`,
      );
    },
  };
}
