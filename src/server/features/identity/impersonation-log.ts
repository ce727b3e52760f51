import type { Logger } from 'pino';
import type { Db } from '../../db/database.ts';
import type { CallerFacts } from '../../http/caller-facts.ts';
import type { Principal } from '../../http/principal.ts';
import { actorOf } from '../audit/actor.ts';
import { appendOnceADay } from '../audit/audit.ts';

const DAY_MS = 86_400_000;
const MAX_REMEMBERED = 10_000;

/** Writes that one account acted for another into the audit log, once per pair and day. */
export function createImpersonationLog(db: Db, log: Logger) {
  const logged = new Map<string, number>();
  return {
    note(principal: Principal, facts: CallerFacts): void {
      const { account, workspace, impersonator } = principal;
      const day = Math.floor(Date.now() / DAY_MS);
      const pair = `${impersonator?.id} ${account.id} ${workspace.id}`;
      if (logged.get(pair) === day) return;
      if (logged.size >= MAX_REMEMBERED) logged.clear();
      logged.set(pair, day);
      appendOnceADay(db, {
        ...actorOf(principal, facts),
        action: 'auth.impersonate',
        workspace_id: workspace.id,
        account_id: account.id,
      }).catch((error: unknown) => {
        logged.delete(pair);
        log.error({ err: error }, 'an audit event could not be written; the next call tries again');
      });
    },
  };
}
