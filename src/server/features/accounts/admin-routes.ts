import type { Config } from '../../config.ts';
import { type Database, type Db, inTransaction } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { invalidField } from '../../http/errors.ts';
import { readNamePlace, writePlace } from '../../http/list-place.ts';
import { actorOf } from '../audit/actor.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { makePasswordLink } from '../sessions/password-links.ts';
import {
  changeServerAdmin,
  createAccount,
  disableAccount,
  enableAccount,
  findPersonByName,
  getPerson,
} from './accounts.ts';
import { deleteAccount } from './delete-account.ts';
import { countPeople, listPeople } from './store.ts';

type Names =
  | 'accounts.get_all'
  | 'accounts.create'
  | 'accounts.reset_password'
  | 'accounts.disable'
  | 'accounts.enable'
  | 'accounts.delete'
  | 'accounts.set_server_admin';

interface Parts extends Pick<Database, 'db'> {
  config: Pick<Config, 'web_url'>;
  keyRing: KeyRing;
}

export function accountAdminRoutes({ db, config, keyRing }: Parts): Pick<Handlers, Names> {
  return {
    async 'accounts.get_all'(_caller, { search, after, page_size }) {
      const rows = await listPeople(db, {
        search: search || undefined,
        after: readNamePlace(after),
        limit: page_size + 1,
      });
      const page = rows.slice(0, page_size);
      const last = rows.length > page_size ? page.at(-1) : undefined;
      return {
        accounts: page.map(({ created_at, last_seen_at, email, state, ...row }) => ({
          ...row,
          email: email ?? '',
          state: state === 'disabled' ? 'disabled' : 'active',
          created: created_at,
          last_seen: last_seen_at,
        })),
        next: last ? writePlace(last.sort_name, last.id) : null,
        total: await countPeople(db),
      };
    },
    async 'accounts.create'(caller, person, { facts }) {
      const actor = actorOf(caller, facts);
      return inTransaction(db, async (tx) => {
        const made = await createAccount(tx, person, actor);
        return { ...made, link: await makePasswordLink(tx, keyRing, made.id, config.web_url, actor) };
      });
    },
    async 'accounts.reset_password'(caller, { account }, { facts }) {
      const person = await getPerson(db, account);
      return { link: await makePasswordLink(db, keyRing, person.id, config.web_url, actorOf(caller, facts)) };
    },
    async 'accounts.disable'(caller, { account, new_owner }, { facts }) {
      await disableAccount(db, account, actorOf(caller, facts), await idOf(db, new_owner));
      return {};
    },
    async 'accounts.enable'(caller, { account }, { facts }) {
      await enableAccount(db, account, actorOf(caller, facts));
      return {};
    },
    async 'accounts.delete'(caller, { account, new_owner }, { facts }) {
      await deleteAccount(db, account, actorOf(caller, facts), await idOf(db, new_owner));
      return {};
    },
    async 'accounts.set_server_admin'(caller, { account, server_admin }, { facts }) {
      await changeServerAdmin(db, account, server_admin, actorOf(caller, facts));
      return {};
    },
  };
}

/** @throws WireError 400/12 for an address or id nobody has */
async function idOf(db: Db, emailOrId: string | null | undefined): Promise<string | undefined> {
  if (!emailOrId) return undefined;
  const person = await findPersonByName(db, emailOrId);
  if (!person) throw invalidField('new_owner', 'is nobody on this server', 'Give an e-mail address or id.');
  return person.id;
}
