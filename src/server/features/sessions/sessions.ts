import { randomBytes } from 'node:crypto';
import type { Db } from '../../db/database.ts';
import type { CallerFacts } from '../../http/caller-facts.ts';
import { SESSION_LIFE_S } from '../../http/cookies.ts';
import { WireError } from '../../http/errors.ts';
import type { Principal } from '../../http/principal.ts';
import { newId } from '../accounts/store.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { insertSession } from './store.ts';

/** 256 random bits in URL-safe base64: a session's or a one-time link's secret. Only its keyed hash is kept. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Begins a session; gives the secret for its cookie. */
export async function beginSession(
  db: Db,
  keyRing: Pick<KeyRing, 'hashSecret'>,
  accountId: string,
  facts: Pick<CallerFacts, 'user_agent' | 'address'>,
): Promise<string> {
  const secret = newSecret();
  await insertSession(db, {
    id: newId(),
    secret_hash: keyRing.hashSecret('session', secret),
    account_id: accountId,
    user_agent: facts.user_agent,
    address: facts.address,
    life_s: SESSION_LIFE_S,
  });
  return secret;
}

/** The session a page's call stands on; the contract admits only sessions here. */
export function sessionOf(caller: Principal): string {
  if (!('session_id' in caller.origin)) throw new WireError('role_not_allowed');
  return caller.origin.session_id;
}
