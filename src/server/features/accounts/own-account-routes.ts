import type { Config } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { invalidField } from '../../http/errors.ts';
import { actorOf } from '../audit/actor.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { admitTry, forgiveTry } from '../sessions/attempts.ts';
import { getPerson } from './accounts.ts';
import { deleteAccount, isBlocking, isEnding } from './delete-account.ts';
import { countOwn, type LeftWorkspace, listLeftWorkspaces } from './leaving-store.ts';
import { ownDataFile } from './own-data.ts';
import { verifyPassword } from './passwords.ts';
import { normalEmail } from './store.ts';

type Names = 'users.export_own' | 'users.delete_own_preview' | 'users.delete_own';

interface Parts extends Pick<Database, 'db'> {
  config: Pick<Config, 'web_url'>;
  keyRing: KeyRing;
}

const shown = ({ id, name, personal }: LeftWorkspace) => ({ id, name, personal });

/** What people do with their account as a whole. */
export function ownAccountRoutes({ db, config, keyRing }: Parts): Pick<Handlers, Names> {
  return {
    async 'users.export_own'({ account }) {
      return {
        file_name: `atrium-my-data-${account.id}.json`,
        media_type: 'application/json; charset=utf-8',
        chunks: ownDataFile(db, keyRing, account.id, config.web_url),
      };
    },

    async 'users.delete_own_preview'({ account: { id, server_admin } }) {
      const { email } = await getPerson(db, id);
      const workspaces = await listLeftWorkspaces(db, id);
      const stays = (workspace: LeftWorkspace) => !isEnding(workspace) && !isBlocking(workspace);
      return {
        email: email ?? '',
        blocking: workspaces.filter(isBlocking).map(shown),
        last_administrator: server_admin && (await isOnlyAdmin(db)),
        ending: workspaces.filter(isEnding).map(shown),
        staying: workspaces.filter(stays).map(shown),
        ...(await countOwn(db, id)),
      };
    },

    async 'users.delete_own'(caller, { password, email }, { facts, setSession }) {
      const { id } = caller.account;
      const tried = { kind: 'password', account: id, address: facts.address };
      await admitTry(db, tried);
      const account = await getPerson(db, id);
      if (!(await verifyPassword(account.password_hash, password)))
        throw invalidField('password', 'is wrong');
      await forgiveTry(db, tried);
      if (normalEmail(email) !== account.email)
        throw invalidField('email', 'is not the address of this account', `Type ${account.email}.`);
      await deleteAccount(db, id, actorOf(caller, facts));
      setSession(undefined);
      return {};
    },
  };
}

async function isOnlyAdmin(db: Database['db']): Promise<boolean> {
  const rows = await db
    .selectFrom('accounts')
    .select('id')
    .where('server_admin', '=', true)
    .where('state', '=', 'active')
    .limit(2)
    .execute();
  return rows.length === 1;
}
