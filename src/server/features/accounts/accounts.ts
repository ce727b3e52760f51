import { type Db, inTransaction, lockInTransaction } from '../../db/database.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import type { Actor } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import { deleteSessions } from '../sessions/store.ts';
import { keepOwned } from '../workspaces/keep-owned.ts';
import { hashPassword, requireGoodPassword } from './passwords.ts';
import {
  type Account,
  findByEmail,
  findPerson,
  hasAccounts,
  insertAccount,
  lockAccount,
  lockServerAdmins,
  normalEmail,
  setPasswordHash,
  setServerAdmin,
  setState,
} from './store.ts';

interface NewPerson {
  email: string;
  name: string;
  server_admin: boolean;
  /** In clear; undefined for an account that sets its password by a link. */
  password?: string | undefined;
  /** Its argon2id hash, where that was made before the transaction. */
  password_hash?: string;
}

const UNIQUE_VIOLATION = '23505';
const MAIL = /^[^\s@]+@[^\s@]+$/;

/**
 * Makes an account with its personal workspace.
 * @throws WireError 400/801 for a taken address, 400/12 for a bad password, 400/800 for a bad address
 */
export async function createAccount(
  db: Db,
  person: NewPerson,
  actor: Actor,
): Promise<{ id: string; workspace_id: string }> {
  requireMail(person.email);
  const { email, name, server_admin, password } = person;
  const password_hash =
    person.password_hash ?? (password === undefined ? null : await hashNewPassword(password));
  try {
    return await inTransaction(db, async (tx) => {
      const made = await insertAccount(tx, { email, name, server_admin, password_hash });
      await append(tx, {
        ...actor,
        action: 'accounts.create',
        workspace_id: null,
        account_id: made.id,
        detail: { server_admin },
      });
      return made;
    });
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
    throw invalidField(
      'email',
      'is taken by another account',
      'Use another address.',
      'expected_unique_data',
    );
  }
}

function requireMail(email: string): void {
  if (!MAIL.test(normalEmail(email)))
    throw invalidField('email', 'must be an e-mail address', undefined, 'data_validation_error');
}

/** The argon2id hash of a new password. @throws WireError 400/12 for a bad one */
export async function hashNewPassword(password: string): Promise<string> {
  await requireGoodPassword(password);
  return hashPassword(password);
}

/**
 * Makes the first account of a server, a server administrator. Atomic: of several at once exactly one succeeds.
 * @param consume removes the claim inside the transaction and tells whether it was there
 */
export async function createFirstAccount(
  db: Db,
  person: Omit<NewPerson, 'server_admin'> & { password: string },
  consume: (tx: Db) => Promise<boolean>,
): Promise<{ id: string; workspace_id: string } | undefined> {
  requireMail(person.email);
  const password_hash = await hashNewPassword(person.password);
  return inTransaction(db, async (tx) => {
    await lockInTransaction(tx, 'atrium first account');
    if ((await hasAccounts(tx)) || !(await consume(tx))) return undefined;
    const { email, name } = person;
    const made = await insertAccount(tx, { email, name, server_admin: true, password_hash });
    await append(tx, {
      actor_id: made.id,
      action: 'accounts.claim',
      workspace_id: null,
      account_id: made.id,
    });
    return made;
  });
}

/** @throws WireError 400/301 when there is no such person */
export async function getPerson(db: Db, id: string): Promise<Account> {
  const account = await findPerson(db, id);
  if (!account) throw new WireError('invalid_user_id', { field: 'account' });
  return account;
}

/** A person by e-mail address or id, as the command line names them. */
export async function findPersonByName(db: Db, emailOrId: string): Promise<Account | undefined> {
  return emailOrId.includes('@') ? findByEmail(db, emailOrId) : findPerson(db, emailOrId);
}

/** Locks the administrators of the server. @throws WireError 400/12 when this account is the last enabled one */
export async function requireOtherAdmin(tx: Db, account: Account): Promise<void> {
  const admins = await lockServerAdmins(tx);
  if (admins.length === 1 && admins[0] === account.id)
    throw invalidField(
      'account',
      'is the last enabled administrator of this server',
      'Make another administrator first.',
    );
}

/**
 * Stops an account: its sessions end, its key pairs and tokens are refused; everything is kept.
 * @param newOwner becomes owner of workspaces that would be left without one; otherwise that refuses
 */
export async function disableAccount(
  db: Db,
  id: string,
  actor: Actor,
  newOwner?: string | undefined,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const account = await getPerson(tx, id);
    await requireOtherAdmin(tx, account);
    await lockAccount(tx, id);
    await keepOwned(tx, id, newOwner, actor);
    await setState(tx, id, 'disabled');
    await deleteSessions(tx, id);
    await append(tx, { ...actor, action: 'accounts.disable', workspace_id: null, account_id: id });
  });
}

export async function enableAccount(db: Db, id: string, actor: Actor): Promise<void> {
  await inTransaction(db, async (tx) => {
    await getPerson(tx, id);
    await setState(tx, id, 'active');
    await append(tx, { ...actor, action: 'accounts.enable', workspace_id: null, account_id: id });
  });
}

/** Makes or unmakes a server administrator; the last enabled one stays. */
export async function changeServerAdmin(
  db: Db,
  id: string,
  server_admin: boolean,
  actor: Actor,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const account = await getPerson(tx, id);
    if (!server_admin) await requireOtherAdmin(tx, account);
    await setServerAdmin(tx, id, server_admin);
    await append(tx, {
      ...actor,
      action: 'accounts.set_server_admin',
      workspace_id: null,
      account_id: id,
      detail: { server_admin },
    });
  });
}

/** Sets a new password, which refusals name by `field`; the caller ends sessions as fits. */
export async function changePassword(
  db: Db,
  id: string,
  password: string,
  actor: Actor,
  field: 'password' | 'new_password',
): Promise<void> {
  await requireGoodPassword(password, field);
  const password_hash = await hashPassword(password);
  await inTransaction(db, async (tx) => {
    await setPasswordHash(tx, id, password_hash);
    await append(tx, {
      ...actor,
      action: 'accounts.password',
      workspace_id: null,
      account_id: id,
      detail: { password: 'changed' },
    });
  });
}
