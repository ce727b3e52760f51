import { text } from 'node:stream/consumers';
import type { Db } from '../db/database.ts';
import {
  changeServerAdmin,
  createAccount,
  disableAccount,
  enableAccount,
  findPersonByName,
} from '../features/accounts/accounts.ts';
import { type Account, listPeople, normalEmail } from '../features/accounts/store.ts';
import { makePasswordLink } from '../features/sessions/password-links.ts';
import { OperatorError } from '../operator-error.ts';
import { onlyPositional, parseCommand, UsageError } from './usage-error.ts';
import { printDocument, withStore } from './with-store.ts';

const OPERATOR = { actor_id: null };
const JSON_OPTION = { json: { type: 'boolean' } } as const;
const MAX_LISTED = 1_000_000;

/** atrium user create|list|disable|enable|admin|reset-password */
export async function user([action = '', ...args]: string[]): Promise<number> {
  switch (action) {
    case 'create':
      return create(args);
    case 'list':
      return list(args);
    case 'disable':
    case 'enable':
    case 'admin':
      return change(action, args);
    case 'reset-password':
      return resetPassword(args);
    default:
      throw new UsageError(`There is no "user ${action}".`);
  }
}

/** @throws OperatorError when nobody has that e-mail address or id */
export async function requirePerson(db: Db, name: string): Promise<Account> {
  const account = await findPersonByName(db, name);
  if (!account) throw new OperatorError(`There is no account "${name}". atrium user list shows them all.`);
  return account;
}

async function create(args: string[]): Promise<number> {
  const { values } = parseCommand({
    args,
    options: {
      ...JSON_OPTION,
      email: { type: 'string' },
      name: { type: 'string' },
      admin: { type: 'boolean' },
      'password-stdin': { type: 'boolean' },
    },
  });
  const { email, name, admin = false } = values;
  if (!email || !name) throw new UsageError('user create needs --email and --name.');
  const password = values['password-stdin'] ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;
  const made = await withStore(({ db }) =>
    createAccount(db, { email, name, server_admin: admin, password }, OPERATOR),
  );
  const document = { id: made.id, email: normalEmail(email), name, workspace_id: made.workspace_id };
  const next =
    password === undefined
      ? `No password yet: atrium user reset-password ${document.email} prints a link to set one.`
      : '';
  printDocument(values.json, document, [`Made ${document.email} (${made.id}).`, next].filter(Boolean));
  return 0;
}

async function list(args: string[]): Promise<number> {
  const { values } = parseCommand({ args, options: JSON_OPTION });
  const rows = await withStore(({ db }) =>
    listPeople(db, { search: undefined, after: undefined, limit: MAX_LISTED }),
  );
  const users = rows.map(({ id, email, name, state, server_admin, created_at, last_seen_at }) => ({
    id,
    email,
    name,
    state,
    server_admin,
    created: created_at,
    last_seen: last_seen_at,
  }));
  const lines = users.map((u) =>
    [u.id, u.email, u.name, u.state, u.server_admin ? 'administrator' : ''].join('\t').trimEnd(),
  );
  printDocument(values.json, { users }, lines.length > 0 ? lines : ['No accounts yet.']);
  return 0;
}

const DONE = {
  disable: 'is disabled',
  enable: 'may sign in again',
  admin: 'administers this server',
} as const;

async function change(action: keyof typeof DONE, args: string[]): Promise<number> {
  const { values, positionals } = parseCommand({
    args,
    options: { ...JSON_OPTION, 'new-owner': { type: 'string' } },
    allowPositionals: true,
  });
  const name = onlyPositional(positionals, 'e-mail address or id');
  const newOwner = values['new-owner'];
  if (newOwner && action !== 'disable') throw new UsageError('--new-owner belongs to user disable.');
  const account = await withStore(async ({ db }) => {
    const person = await requirePerson(db, name);
    const heir = newOwner === undefined ? undefined : (await requirePerson(db, newOwner)).id;
    if (action === 'disable') await disableAccount(db, person.id, OPERATOR, heir);
    else if (action === 'enable') await enableAccount(db, person.id, OPERATOR);
    else await changeServerAdmin(db, person.id, true, OPERATOR);
    return person;
  });
  printDocument(values.json, { id: account.id, done: action }, [`${account.email} ${DONE[action]}.`]);
  return 0;
}

async function resetPassword(args: string[]): Promise<number> {
  const { values, positionals } = parseCommand({ args, options: JSON_OPTION, allowPositionals: true });
  const name = onlyPositional(positionals, 'e-mail address or id');
  const link = await withStore(async ({ db, keyRing, config }) =>
    makePasswordLink(db, keyRing, (await requirePerson(db, name)).id, config.web_url, OPERATOR),
  );
  printDocument(values.json, link, [link.url, `It works once, until ${link.expires}.`]);
  return 0;
}
