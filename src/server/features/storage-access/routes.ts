import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { actorOf } from '../audit/actor.ts';
import { removeEntry, saveEntry } from './entries.ts';
import type { Keys } from './entry-secret.ts';
import { findLock, listOwnEntries } from './own-store.ts';
import { shownEntry, shownOwnEntry } from './shown-entry.ts';
import { listEntriesWithMakers } from './store.ts';

type Names = 'storage_access.get_all' | 'storage_access.save' | 'storage_access.delete';

interface Parts extends Pick<Database, 'db'> {
  keyRing: Keys;
}

/** Storage entries: everybody's list of them, and what administrators do with the workspace's. */
export function storageAccessRoutes({ db, keyRing }: Parts): Pick<Handlers, Names> {
  return {
    async 'storage_access.get_all'({ account, workspace }) {
      return {
        own: (await listOwnEntries(db, account.id)).map(shownOwnEntry),
        workspace: (await listEntriesWithMakers(db, workspace.id)).map(shownEntry),
        lock: (await findLock(db, account.id)) ?? null,
      };
    },
    async 'storage_access.save'(caller, entry, { facts }) {
      return { id: await saveEntry(db, keyRing, caller.workspace.id, entry, actorOf(caller, facts)) };
    },
    async 'storage_access.delete'(caller, { id }, { facts }) {
      await removeEntry(db, caller.workspace.id, id, actorOf(caller, facts));
      return {};
    },
  };
}
