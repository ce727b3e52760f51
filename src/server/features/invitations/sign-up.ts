import { type Db, inTransaction } from '../../db/database.ts';
import type { CallerFacts } from '../../http/caller-facts.ts';
import { WireError } from '../../http/errors.ts';
import { createAccount, hashNewPassword } from '../accounts/accounts.ts';
import { findByEmail, normalEmail } from '../accounts/store.ts';
import { countSeats, workspaceFull } from '../workspaces/seats.ts';
import {
  hasSeat,
  type Joined,
  joinBySecret,
  requireAddressee,
  requireOpen,
  unknownInvite,
} from './accept.ts';
import { type Hashing, hashInvite, requireAddress } from './invitations.ts';
import { findBySecret } from './store.ts';

interface Person {
  name: string;
  email: string;
  password: string;
}

/**
 * Makes an account for whoever holds an invitation, and joins in the same step: neither happens without the other.
 * @throws WireError as `joinBySecret`, 400/57 when the address has an account, 400/12 for a bad password
 */
export async function signUp(
  db: Db,
  hashing: Hashing,
  secret: string,
  { name, password, email }: Person,
  { address, user_agent }: Pick<CallerFacts, 'address' | 'user_agent'>,
): Promise<Joined & { account_id: string }> {
  await requireAcceptable(db, hashing, secret, email);
  const password_hash = await hashNewPassword(password);
  return inTransaction(db, async (tx) => {
    const person = { email, name, server_admin: false, password_hash };
    const { id } = await createAccount(tx, person, { actor_id: null, address, user_agent });
    const actor = { actor_id: id, address, user_agent };
    const joined = await joinBySecret(tx, hashing, secret, { id, email: normalEmail(email) }, actor);
    return { ...joined, account_id: id };
  });
}

/** Refuses before the costly password hash; what matters is checked again under the lock. */
async function requireAcceptable(db: Db, hashing: Hashing, secret: string, email: string): Promise<void> {
  const invitation = await findBySecret(db, hashInvite(hashing, secret));
  if (!invitation) throw unknownInvite();
  requireAddressee(invitation, requireAddress(email));
  requireOpen(invitation);
  if (!hasSeat(invitation, await countSeats(db, invitation.workspace_id))) throw workspaceFull();
  if (await findByEmail(db, email))
    throw new WireError('account_exists', {
      field: 'email',
      rule: 'has an account on this server',
      cure: 'Sign in with it to join.',
    });
}
