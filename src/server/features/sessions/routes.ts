import { type Database, inTransaction } from '../../db/database.ts';
import type { CallerFacts } from '../../http/caller-facts.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import type { Principal } from '../../http/principal.ts';
import { actorOf } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import { SESSION_IDLE_S } from '../identity/identities.ts';
import { sessionOf } from './sessions.ts';
import { deleteSession, deleteSessions, listSessions } from './store.ts';

type Names = 'sessions.get_all' | 'sessions.end' | 'sessions.end_others';

export function sessionRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, Names> {
  return {
    async 'sessions.get_all'(caller) {
      const rows = await listSessions(db, caller.account.id, SESSION_IDLE_S);
      const own = sessionOf(caller);
      return {
        sessions: rows.map(({ id, user_agent, address, created_at, last_seen_at, expires_at }) => ({
          id,
          current: id === own,
          user_agent,
          address,
          created: created_at,
          last_seen: last_seen_at,
          expires: expires_at,
        })),
      };
    },
    async 'sessions.end'(caller, { session }, { facts }) {
      const ended = await inTransaction(db, async (tx) => {
        const count = await deleteSession(tx, caller.account.id, session);
        if (count > 0) await append(tx, sessionEvent(caller, 'sessions.end', facts));
        return count;
      });
      return { ended };
    },
    async 'sessions.end_others'(caller, _body, { facts }) {
      const ended = await inTransaction(db, async (tx) => {
        await append(tx, sessionEvent(caller, 'sessions.end_others', facts));
        return deleteSessions(tx, caller.account.id, sessionOf(caller));
      });
      return { ended };
    },
  };
}

function sessionEvent(caller: Principal, action: string, facts: CallerFacts) {
  return { ...actorOf(caller, facts), action, workspace_id: null, account_id: caller.account.id };
}
