import type { CallerFacts } from '../../http/caller-facts.ts';
import type { Principal } from '../../http/principal.ts';

/** Who did something, for the audit log; a null id stands for the command line and jobs. */
export interface Actor {
  actor_id: string | null;
  address?: string | null;
  user_agent?: string | null;
}

/** The caller of a request as the audit log names them: the one who really acts. */
export function actorOf(caller: Principal, facts: Pick<CallerFacts, 'address' | 'user_agent'>): Actor {
  const actor_id = caller.impersonator?.id ?? caller.account.id;
  return { actor_id, address: facts.address, user_agent: facts.user_agent };
}
