import type { ParsedRequestOf } from '../../../contract/contract.ts';
import { type Database, inTransaction } from '../../db/database.ts';
import { type NamePattern, PatternError, readNamePattern } from '../../db/name-pattern.ts';
import { isPatternFault } from '../../db/pattern-time.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import type { Principal } from '../../http/principal.ts';
import { actorOf } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import { deleteAccount } from './delete-account.ts';
import {
  listPeopleInWorkspace,
  lockNames,
  PERSON_ORDER,
  type Person,
  type PersonOrder,
  updatePerson,
} from './people-store.ts';
import { shownPerson } from './shown-person.ts';

type Names = 'users.get_by_id' | 'users.get_all' | 'users.get_all_ex' | 'users.update' | 'users.delete';

const PAGE_SIZE = 500;

export function userRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, Names> {
  return {
    async 'users.get_by_id'(caller, { user }) {
      const [person] = await people(db, caller, { id: [user] });
      if (!person) throw new WireError('invalid_user_id', { field: 'user' });
      return { user: { ...shownPerson(person), company: caller.workspace.id } };
    },

    async 'users.get_all'(caller, body) {
      const fields = readFields(body.only_fields);
      const rows = await people(db, caller, body);
      return {
        users: rows.map((row) => project({ ...shownPerson(row), company: caller.workspace.id }, fields)),
      };
    },

    async 'users.get_all_ex'(caller, body) {
      const fields = readFields(body.only_fields)?.add('id');
      const rows = await people(db, caller, body);
      return {
        users: rows.map((row) => project({ ...shownPerson(row), company: caller.workspace }, fields)),
      };
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
        const before = await lockNames(tx, user);
        const row = await updatePerson(tx, caller.workspace.id, user, change);
        if (row)
          await append(tx, {
            ...actorOf(caller, facts),
            action: 'users.update',
            workspace_id: null,
            account_id: user,
            detail: { before: pick(before ?? {}, Object.keys(change)), after: change },
          });
        return row;
      });
      return person ? { updated: 1, fields: change } : { updated: 0, fields: {} };
    },

    async 'users.delete'(caller, { user }, { facts }) {
      await deleteAccount(db, user, actorOf(caller, facts));
      return {};
    },
  };
}

type ListRequest = Pick<
  ParsedRequestOf<'users.get_all_ex'>,
  'id' | 'name' | 'order_by' | 'page' | 'page_size' | 'active_in_projects'
>;

async function people(db: Database['db'], caller: Principal, body: ListRequest): Promise<Person[]> {
  const limit = body.page_size ?? PAGE_SIZE;
  let name: NamePattern | undefined;
  try {
    name = body.name ? readNamePattern(body.name) : undefined;
    return await listPeopleInWorkspace(db, {
      workspace_id: caller.workspace.id,
      ids: body.id ?? undefined,
      name,
      active_in: body.active_in_projects ?? undefined,
      order: (body.order_by ?? []).map(readOrder),
      limit,
      offset: (body.page ?? 0) * limit,
    });
  } catch (error) {
    if (error instanceof PatternError) throw invalidField('name', error.message);
    if (name?.kind === 'regex' && isPatternFault(error))
      throw invalidField('name', 'is not a regular expression, or takes too long to match');
    throw error;
  }
}

function readOrder(text: string): PersonOrder {
  const descending = text.startsWith('-');
  const name = text.replace(/^-/, '');
  const field = PERSON_ORDER.find((known) => known === name);
  if (!field)
    throw invalidField('order_by', `"${name}" is not a field to order by`, undefined, 'invalid_fields');
  return { field, descending };
}

const SHOWN = ['id', 'name', 'given_name', 'family_name', 'avatar', 'created', 'initials_color', 'company'];

/** The fields asked for, undefined for all; a dotted name asks for the whole field. */
function readFields(only: readonly string[] | null | undefined): Set<string> | undefined {
  if (!only || only.length === 0) return undefined;
  const names = new Set(only.map((name) => name.split('.', 1)[0] ?? ''));
  for (const name of names)
    if (!SHOWN.includes(name))
      throw invalidField('only_fields', `"${name}" is not a field to show`, undefined, 'invalid_fields');
  return names;
}

function project<Row extends object>(row: Row, fields: Set<string> | undefined): Row {
  if (!fields) return row;
  return Object.fromEntries(Object.entries(row).filter(([key]) => fields.has(key))) as Row;
}

const pick = (row: object, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(row).filter(([key]) => keys.includes(key)));
