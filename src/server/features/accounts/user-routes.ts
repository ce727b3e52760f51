import type { ParsedRequestOf, ResponseOf } from '../../../contract/contract.ts';
import { type Database, inTransaction } from '../../db/database.ts';
import { PatternError, readNamePattern } from '../../db/name-pattern.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import { type Principal, wireRole } from '../../http/principal.ts';
import { actorOf } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import { revokeAllOf } from '../credentials/store.ts';
import { admitTry, forgiveTry } from '../sessions/attempts.ts';
import { deletePasswordLinks } from '../sessions/password-links.ts';
import { sessionOf } from '../sessions/sessions.ts';
import { deleteSessions } from '../sessions/store.ts';
import { listWorkspacesOf } from '../workspaces/store.ts';
import { changePassword, deleteAccount, getPerson } from './accounts.ts';
import { verifyPassword } from './passwords.ts';
import {
  listPeopleInWorkspace,
  PERSON_ORDER,
  type Person,
  type PersonOrder,
  updatePerson,
} from './people-store.ts';
import { findAccountForItself } from './store.ts';

type Names =
  | 'users.get_current_user'
  | 'users.get_by_id'
  | 'users.get_all'
  | 'users.get_all_ex'
  | 'users.update'
  | 'users.delete'
  | 'users.change_password';

const GETTING_STARTED = {
  agentName: 'clearml-agent',
  configure: 'clearml-init',
  install: 'pip install clearml',
  packageName: 'clearml',
};
/** Rows of one CSV download; the clients only show it. */
const MAX_DOWNLOAD_ITEMS = 50_000;
const PAGE_SIZE = 500;

export function userRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, Names> {
  return {
    async 'users.get_current_user'(caller) {
      const account = await findAccountForItself(db, caller.account.id);
      if (!account) throw new WireError('invalid_user_id');
      const all = caller.via === 'cookie' ? await listWorkspacesOf(db, account.id) : [];
      const { preferences, ...columns } = account;
      return {
        user: {
          ...shownPerson(columns),
          id: account.id,
          name: account.name,
          avatar: null,
          email: account.email,
          role: wireRole(caller.role),
          company: caller.workspace,
          companies: all.map(({ id, name, role, personal_of }) => ({
            id,
            name,
            role,
            personal: personal_of === account.id,
            owned: role === 'owner',
          })),
          server_admin: account.server_admin,
          ...(caller.via === 'cookie' && { preferences }),
        },
        getting_started: GETTING_STARTED,
        settings: { max_download_items: MAX_DOWNLOAD_ITEMS },
      };
    },

    async 'users.get_by_id'(caller, { user }) {
      const [person] = await people(db, caller, { id: [user] });
      if (!person) throw new WireError('invalid_user_id', { field: 'user' });
      return { user: { ...shownPerson(person), company: caller.workspace.id } };
    },

    async 'users.get_all'(caller, body) {
      const rows = await people(db, caller, body);
      return {
        users: rows.map((row) =>
          project({ ...shownPerson(row), company: caller.workspace.id }, body.only_fields),
        ),
      };
    },

    async 'users.get_all_ex'(caller, body) {
      const rows = await people(db, caller, body);
      const only = body.only_fields && [...body.only_fields, 'id'];
      return { users: rows.map((row) => project({ ...shownPerson(row), company: caller.workspace }, only)) };
    },

    async 'users.update'(caller, { user, ...wanted }, { facts }) {
      const administers = caller.role === 'owner' || caller.role === 'administrator';
      if (user !== caller.account.id && !administers)
        throw new WireError('role_not_allowed', {
          field: 'user',
          rule: 'only oneself, or by an administrator',
        });
      const change = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value != null));
      if (Object.keys(change).length === 0) return { updated: 0, fields: {} };
      const person = await inTransaction(db, async (tx) => {
        const row = await updatePerson(tx, caller.workspace.id, user, change);
        if (row)
          await append(tx, {
            ...actorOf(caller, facts),
            action: 'users.update',
            workspace_id: null,
            account_id: user,
            detail: change,
          });
        return row;
      });
      return person ? { updated: 1, fields: change } : { updated: 0, fields: {} };
    },

    async 'users.delete'(caller, { user }, { facts }) {
      await deleteAccount(db, user, actorOf(caller, facts));
      return {};
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
        await changePassword(tx, id, new_password, actorOf(caller, facts));
        await deletePasswordLinks(tx, id);
        return {
          sessions_ended: await deleteSessions(tx, id, sessionOf(caller)),
          credentials_revoked: revoke_credentials ? await revokeAllOf(tx, id) : 0,
        };
      });
    },
  };
}

type ListRequest = Pick<ParsedRequestOf<'users.get_all'>, 'id' | 'name' | 'order_by' | 'page' | 'page_size'>;

async function people(db: Database['db'], caller: Principal, body: ListRequest): Promise<Person[]> {
  const limit = body.page_size ?? PAGE_SIZE;
  try {
    return await listPeopleInWorkspace(db, {
      workspace_id: caller.workspace.id,
      ids: body.id ?? undefined,
      name: body.name ? readNamePattern(body.name) : undefined,
      order: (body.order_by ?? []).map(readOrder),
      limit,
      offset: (body.page ?? 0) * limit,
    });
  } catch (error) {
    if (error instanceof PatternError) throw invalidField('name', error.message);
    if (isPatternFault(error))
      throw invalidField('name', 'is not a regular expression, or takes too long to match');
    throw error;
  }
}

/** PostgreSQL's codes for a bad regular expression and for one that ran into the statement timeout. */
const isPatternFault = (error: unknown) =>
  ['2201B', '57014'].includes((error as { code?: string }).code ?? '');

function readOrder(text: string): PersonOrder {
  const descending = text.startsWith('-');
  const name = text.replace(/^-/, '');
  const field = PERSON_ORDER.find((known) => known === name);
  if (!field)
    throw invalidField('order_by', `"${name}" is not a field to order by`, undefined, 'invalid_fields');
  return { field, descending };
}

type Shown = ResponseOf<'users.get_all'>['users'][number];

function shownPerson({ created_at, ...person }: Person): Shown {
  return { ...person, avatar: null, created: created_at };
}

/** Only the asked fields; a dotted name asks for the whole field. */
function project<Row extends object>(row: Row, only: readonly string[] | null | undefined): Row {
  if (!only || only.length === 0) return row;
  const names = new Set(only.map((name) => name.split('.', 1)[0]));
  return Object.fromEntries(Object.entries(row).filter(([key]) => names.has(key))) as Row;
}
