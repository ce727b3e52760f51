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
  let workers = new Map<string, WorkerSeen>();
  let fetches = new Map<string, Fetch>();
  const keep = <Row>(pending: Map<string, Row>, key: string, row: Row) => {
    if (pending.size < MAX_PENDING || pending.has(key)) pending.set(key, row);
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
    async flush() {
      const [seen, fetched] = [[...workers.values()], [...fetches.values()]];
      workers = new Map();
      fetches = new Map();
      if (seen.length > 0) await writeWorkers(db, seen);
      if (fetched.length > 0) await writeFetches(db, fetched);
    },
  };
}
