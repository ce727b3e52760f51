import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { actorOf } from '../audit/actor.ts';
import { listDeletedOf } from './workspace-store.ts';
import { createWorkspace, deleteWorkspace, restoreWorkspace, updateWorkspace } from './workspaces.ts';

type Names =
  | 'workspaces.create'
  | 'workspaces.update'
  | 'workspaces.delete'
  | 'workspaces.get_deleted'
  | 'workspaces.restore';

/** Making, changing and deleting workspaces. */
export function ownWorkspaceRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, Names> {
  return {
    async 'workspaces.create'(caller, { name }, { facts }) {
      const account_id = caller.account.id;
      return { id: await createWorkspace(db, { name, account_id }, actorOf(caller, facts)) };
    },
    async 'workspaces.update'(caller, { name, members_invite }, { facts }) {
      const wanted = { name: name ?? undefined, members_invite: members_invite ?? undefined };
      const fields = await updateWorkspace(db, caller.workspace.id, wanted, actorOf(caller, facts));
      return { updated: Object.keys(fields).length > 0 ? 1 : 0, fields };
    },
    async 'workspaces.delete'(caller, { name }, { facts }) {
      const asked = { id: caller.workspace.id, typed: name, by: caller.account.id };
      return { erased: await deleteWorkspace(db, asked, actorOf(caller, facts)) };
    },
    async 'workspaces.get_deleted'(caller) {
      return { workspaces: await listDeletedOf(db, caller.account.id) };
    },
    async 'workspaces.restore'(caller, { workspace }, { facts }) {
      await restoreWorkspace(db, workspace, caller.account.id, actorOf(caller, facts));
      return {};
    },
  };
}
