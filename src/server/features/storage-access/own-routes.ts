import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { actorOf } from '../audit/actor.ts';
import { removeOwnEntry, resetLock, saveLock, saveOwnEntry } from './own-entries.ts';

type Names =
  | 'storage_access.save_own'
  | 'storage_access.delete_own'
  | 'storage_access.save_lock'
  | 'storage_access.reset_lock';

/** Entries of one's own account, whose secrets the server never sees. */
export function ownStorageRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, Names> {
  return {
    async 'storage_access.save_own'(caller, entry, { facts }) {
      return { id: await saveOwnEntry(db, caller.account.id, entry, actorOf(caller, facts)) };
    },
    async 'storage_access.delete_own'(caller, { id }, { facts }) {
      await removeOwnEntry(db, caller.account.id, id, actorOf(caller, facts));
      return {};
    },
    async 'storage_access.save_lock'(caller, lock, { facts }) {
      return { version: await saveLock(db, caller.account.id, lock, actorOf(caller, facts)) };
    },
    async 'storage_access.reset_lock'(caller, _body, { facts }) {
      return { cleared: await resetLock(db, caller.account.id, actorOf(caller, facts)) };
    },
  };
}
