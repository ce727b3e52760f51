import type { Db } from '../../db/database.ts';
import type { CallerFacts } from '../../http/caller-facts.ts';
import type { Principal } from '../../http/principal.ts';
import { shortClient } from '../credentials/credential-uses.ts';
import { type Fetch, type WorkerSeen, writeFetches, writeWorkers } from './rollout-store.ts';

/** Remembers which worker logged in and which vault versions it was served, and writes that in batches. */
export interface FetchLog {
  noteLogin(caller: Principal, facts: CallerFacts): void;
  noteFetch(caller: Principal, facts: CallerFacts, vaults: readonly { id: string; version: number }[]): void;
  flush(): Promise<void>;
}

/** More than this is not gathered between two writes: worker names are the client's to invent. */
const MAX_PENDING = 50_000;

/** A client without a worker's name is told apart by its address. */
const seenOf = ({ workspace, account }: Principal, facts: CallerFacts): WorkerSeen => ({
  workspace_id: workspace.id,
  account_id: account.id,
  worker: facts.worker || facts.address,
  client: shortClient(facts.client),
  address: facts.address,
  at: new Date().toISOString(),
});

export function createFetchLog(db: Db): FetchLog {
  const workers = new Map<string, WorkerSeen>();
  const fetches = new Map<string, Fetch>();
  let writing: Promise<unknown> = Promise.resolve();
  const keep = <Row>(pending: Map<string, Row>, key: string, row: Row) => {
    if (pending.size < MAX_PENDING || pending.has(key)) pending.set(key, row);
  };
  /** Rows that could not be written wait for the next turn, unless there are newer ones. */
  const write = async <Row>(pending: Map<string, Row>, store: (rows: Row[]) => Promise<void>) => {
    if (pending.size === 0) return;
    const batch = [...pending];
    pending.clear();
    try {
      await store(batch.map(([, row]) => row));
    } catch (error) {
      for (const [key, row] of batch) if (!pending.has(key)) keep(pending, key, row);
      throw error;
    }
  };
  return {
    noteLogin(caller, facts) {
      const seen = seenOf(caller, facts);
      keep(workers, `${seen.workspace_id} ${seen.account_id} ${seen.worker}`, seen);
    },
    noteFetch(caller, facts, vaults) {
      if (vaults.length === 0) return;
      const seen = seenOf(caller, facts);
      for (const { id, version } of vaults)
        keep(fetches, `${id} ${seen.account_id} ${seen.worker}`, { ...seen, vault_id: id, version });
    },
    flush() {
      // One at a time: who asks for it waits for what an earlier call took along, too.
      const flushed = writing.then(async () => {
        await write(workers, (rows) => writeWorkers(db, rows));
        await write(fetches, (rows) => writeFetches(db, rows));
      });
      writing = flushed.catch(() => undefined);
      return flushed;
    },
  };
}
