import type { Db } from '../../db/database.ts';
import { writeSessionUses } from './store.ts';

/** Remembers when sessions were last seen and writes it in batches, so that no call waits for it. */
export interface SessionUses {
  note(sessionId: string, address: string): void;
  flush(): Promise<void>;
}

export function createSessionUses(db: Db): SessionUses {
  let pending = new Map<string, { at: number; address: string }>();
  return {
    note: (sessionId, address) => void pending.set(sessionId, { at: Date.now(), address }),
    async flush() {
      if (pending.size === 0) return;
      const batch = pending;
      pending = new Map();
      const uses = [...batch].map(([id, { at, address }]) => ({
        id,
        at: new Date(at).toISOString(),
        address,
      }));
      await writeSessionUses(db, uses);
    },
  };
}
