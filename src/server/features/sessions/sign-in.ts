import type { Db } from '../../db/database.ts';
import type { Call } from '../../http/endpoint-handler.ts';
import { append } from '../audit/audit.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { beginSession } from './sessions.ts';

/** Begins a session for an account, sets its cookie on the answer and notes it in the account's log. */
export async function signIn(
  db: Db,
  keyRing: Pick<KeyRing, 'hashSecret'>,
  accountId: string,
  { facts, setSession }: Pick<Call, 'facts' | 'setSession'>,
): Promise<void> {
  setSession(await beginSession(db, keyRing, accountId, facts));
  await append(db, {
    action: 'sessions.begin',
    workspace_id: null,
    account_id: accountId,
    actor_id: accountId,
    address: facts.address,
    user_agent: facts.user_agent,
  });
}
