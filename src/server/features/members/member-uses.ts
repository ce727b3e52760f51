import { LRUCache } from 'lru-cache';
import type { Db } from '../../db/database.ts';
import type { Principal } from '../../http/principal.ts';
import { type MemberUse, writeMemberUses } from './store.ts';

/** Remembers when members last did something in a workspace, to the minute, and writes it in batches. */
export interface MemberUses {
  note(principal: Principal): void;
  flush(): Promise<void>;
}

const EVERY_MS = 60_000;
const MAX_REMEMBERED = 50_000;

export function createMemberUses(db: Db): MemberUses {
  const noted = new LRUCache<string, number>({ max: MAX_REMEMBERED });
  let pending = new Map<string, MemberUse>();
  return {
    /** Of one who acts for another, it is the actor who did something. */
    note({ workspace, account, impersonator }) {
      const account_id = impersonator?.id ?? account.id;
      const key = `${workspace.id} ${account_id}`;
      const now = Date.now();
      if (now - (noted.get(key) ?? 0) < EVERY_MS) return;
      noted.set(key, now);
      pending.set(key, { workspace_id: workspace.id, account_id, used_at: new Date(now).toISOString() });
    },
    async flush() {
      if (pending.size === 0) return;
      const batch = [...pending.values()];
      pending = new Map();
      await writeMemberUses(db, batch);
    },
  };
}
