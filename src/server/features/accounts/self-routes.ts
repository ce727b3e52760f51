import { type Database, type Db, inTransaction } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { invalidField } from '../../http/errors.ts';
import { wireRole } from '../../http/principal.ts';
import { actorOf } from '../audit/actor.ts';
import { revokeAllOf } from '../credentials/store.ts';
import { getPreferences } from '../preferences/store.ts';
import { admitTry, forgiveTry } from '../sessions/attempts.ts';
import { deletePasswordLinks } from '../sessions/password-links.ts';
import { sessionOf } from '../sessions/sessions.ts';
import { deleteSessions } from '../sessions/store.ts';
import { listWorkspacesOf } from '../workspaces/store.ts';
import { changePassword, getPerson } from './accounts.ts';
import { verifyPassword } from './passwords.ts';
import { shownPerson } from './shown-person.ts';

const GETTING_STARTED = {
  agentName: 'clearml-agent',
  configure: 'clearml-init',
  install: 'pip install clearml',
  packageName: 'clearml',
};
/** Rows of one CSV download; the clients only show it. */
const MAX_DOWNLOAD_ITEMS = 50_000;

/** What the caller does with their own account. */
export function selfRoutes({
  db,
}: Pick<Database, 'db'>): Pick<Handlers, 'users.get_current_user' | 'users.change_password'> {
  return {
    // A key pair's call is answered from what `authenticate` knows: no query.
    async 'users.get_current_user'({ account, workspace, role, via }) {
      const own = via === 'cookie' ? await ownPage(db, account.id) : undefined;
      return {
        user: {
          ...shownPerson(account),
          email: account.email,
          role: wireRole(role),
          company: workspace,
          server_admin: account.server_admin,
          companies: own?.companies ?? [],
          preferences: own?.preferences,
        },
        getting_started: GETTING_STARTED,
        settings: { max_download_items: MAX_DOWNLOAD_ITEMS },
      };
    },

    async 'users.change_password'(caller, { current_password, new_password, revoke_credentials }, { facts }) {
      const { id } = caller.account;
      const tried = { kind: 'password', account: id, address: facts.address };
      await admitTry(db, tried);
      const account = await getPerson(db, id);
      if (!(await verifyPassword(account.password_hash, current_password)))
        throw invalidField('current_password', 'is wrong');
      await forgiveTry(db, tried);
      return inTransaction(db, async (tx) => {
        await changePassword(tx, id, new_password, actorOf(caller, facts), 'new_password');
        await deletePasswordLinks(tx, id);
        return {
          sessions_ended: await deleteSessions(tx, id, sessionOf(caller)),
          credentials_revoked: revoke_credentials ? await revokeAllOf(tx, id) : 0,
        };
      });
    },
  };
}

/** What only the account's own page is told. */
async function ownPage(db: Db, accountId: string) {
  const workspaces = await listWorkspacesOf(db, accountId);
  return {
    preferences: await getPreferences(db, accountId),
    companies: workspaces.map(({ id, name, role, personal_of }) => ({
      id,
      name,
      role,
      personal: personal_of === accountId,
      owned: role === 'owner',
    })),
  };
}
