import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import type { TaskHooks } from '../tasks/task-hooks.ts';
import { countObjects } from './count-objects.ts';
import { keySetsOf } from './key-sets.ts';
import type { Keys } from './settings.ts';

interface Parts extends Pick<Database, 'db'> {
  keyRing: Keys;
  hooks: readonly TaskHooks[];
  /** Of the files door. */
  addresses: readonly string[];
}

/** What stored objects would go with tasks. */
export function taskObjectRoutes({
  db,
  keyRing,
  hooks,
  addresses,
}: Parts): Pick<Handlers, 'tasks.get_stored_objects'> {
  return {
    async 'tasks.get_stored_objects'({ workspace, account }, wanted) {
      const asked = { ...wanted, workspace_id: workspace.id };
      const who = { workspace_id: workspace.id, account_id: account.id };
      const keySets = await keySetsOf({ db, keyRing }, who);
      return countObjects(db, addresses, hooks, asked, keySets);
    },
  };
}
