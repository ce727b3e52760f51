import { ADMINISTRATORS } from '../../../contract/endpoint.ts';
import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { WireError } from '../../http/errors.ts';
import { readTimePlace, writePlace } from '../../http/list-place.ts';
import type { Principal } from '../../http/principal.ts';
import { actorOf } from '../audit/actor.ts';
import type { DataKeyOwner } from '../keys/data-keys.ts';
import { retryDeletion, shownDeletion, startDeletion } from './deletions.ts';
import { findDeletion, listDeletions, listFailures, type Viewer } from './deletions-store.ts';
import { reasonOf } from './reasons.ts';
import { type Keys, resetSettings, saveSettings, shownSettings } from './settings.ts';

interface Parts extends Pick<Database, 'db'> {
  keyRing: Keys;
}

type Names = Extract<keyof Handlers, `storage.${string}` | `storage_cleanup.${string}`>;

const workspaceOf = ({ workspace }: Principal): DataKeyOwner => ({ purpose: 'workspace', id: workspace.id });
const accountOf = ({ account }: Principal): DataKeyOwner => ({ purpose: 'account', id: account.id });

const viewerOf = ({ workspace, account, role }: Principal): Viewer => ({
  workspace_id: workspace.id,
  account_id: account.id,
  sees_all: ADMINISTRATORS.includes(role),
});

const isId = (id: unknown): id is string => typeof id === 'string';

/** Credentials for deleting stored objects, the workspace's and one's own, and the deletions. */
export function storageCleanupRoutes({ db, keyRing }: Parts): Pick<Handlers, Names> {
  return {
    'storage.get_settings': (caller) => shownSettings(db, keyRing, workspaceOf(caller)),
    async 'storage.set_settings'(caller, body, { facts }) {
      const actor = actorOf(caller, facts);
      return { updated: await saveSettings(db, keyRing, workspaceOf(caller), body, actor) };
    },
    async 'storage.reset_settings'(caller, { keys }, { facts }) {
      return { updated: await resetSettings(db, workspaceOf(caller), keys, actorOf(caller, facts)) };
    },

    'storage_cleanup.get_own_settings': (caller) => shownSettings(db, keyRing, accountOf(caller)),
    async 'storage_cleanup.set_own_settings'(caller, body, { facts }) {
      const actor = actorOf(caller, facts);
      return { updated: await saveSettings(db, keyRing, accountOf(caller), body, actor) };
    },
    async 'storage_cleanup.reset_own_settings'(caller, { keys }, { facts }) {
      return { updated: await resetSettings(db, accountOf(caller), keys, actorOf(caller, facts)) };
    },

    async 'storage_cleanup.create'(caller, { urls }, { facts }) {
      const { workspace, account } = caller;
      const wanted = { workspace_id: workspace.id, account_id: account.id, urls };
      return { id: await startDeletion(db, wanted, actorOf(caller, facts)) };
    },
    async 'storage_cleanup.get_all'(caller, { after, page_size }) {
      const page = { after: readTimePlace(after, isId), limit: page_size + 1 };
      const rows = await listDeletions(db, viewerOf(caller), page);
      const last = rows.length > page_size ? rows[page_size - 1] : undefined;
      return {
        deletions: rows.slice(0, page_size).map(shownDeletion),
        next: last ? writePlace(last.created, last.id) : null,
      };
    },
    async 'storage_cleanup.get_by_id'(caller, { id, after, page_size }) {
      const viewer = viewerOf(caller);
      const found = await findDeletion(db, viewer, id);
      if (!found) throw new WireError('invalid_id', { field: 'id' });
      const rows = await listFailures(db, viewer, id, { after, limit: page_size + 1 });
      const page = rows.slice(0, page_size);
      return {
        deletion: shownDeletion(found),
        failures: page.map(({ number: _number, ...rest }) => ({ ...rest, reason: reasonOf(rest.code) })),
        next: rows.length > page_size ? (page.at(-1)?.number ?? null) : null,
      };
    },
    async 'storage_cleanup.retry'(caller, { id }, { facts }) {
      return { retried: await retryDeletion(db, viewerOf(caller), id, actorOf(caller, facts)) };
    },
  };
}
