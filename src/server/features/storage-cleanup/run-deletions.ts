import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { type Db, inTransaction } from '../../db/database.ts';
import { append } from '../audit/audit.ts';
import type { FileStore } from '../files/file-store.ts';
import { pathOfAddress } from '../files/stored-address.ts';
import { type Claim, claimObjects, type Results, recordResults } from './claims-store.ts';
import type { CleanupKey } from './cleanup-keys.ts';
import { deleteObject, type SendToStore } from './delete-object.ts';
import type { Outcome } from './judge-answer.ts';
import { keySetsOf } from './key-sets.ts';
import { isLeftByReset } from './named-objects-store.ts';
import type { Keys } from './settings.ts';

interface Parts {
  db: Db;
  keyRing: Keys;
  send: SendToStore;
  /** Where our own files door keeps files, and its addresses, present and former. */
  files: { store: Pick<FileStore, 'remove'>; addresses: readonly string[] };
  log: Logger;
}

/** How deletions are worked on; tests take shorter times. */
interface Pace {
  /** Seconds before the second, third … try; after the last one an object has failed. */
  delays_s: readonly number[];
  /** Seconds that nobody else takes an object; longer than all requests for one can take. */
  lease_s: number;
  /** Objects taken at once, and how many such groups are worked on side by side. */
  group: number;
  lanes: number;
  /** Seconds after which a run takes no more; the next one goes on. */
  run_s: number;
}

/** Five tries within six minutes. */
const PACE: Pace = { delays_s: [5, 30, 90, 240], lease_s: 180, group: 16, lanes: 3, run_s: 60 };

/** An object whose lease has less left is not begun: somebody else may take it before the store answers. */
const LEFT_FOR_REQUESTS = 0.5;

/**
 * Deletes what deletions still hold, turn by turn so that a large one keeps none waiting, until nothing is due. Any
 * number of processes may do so at once; what one has taken is free again when its lease ends, should it die.
 */
export async function runDeletions(parts: Parts, pace: Pace = PACE): Promise<void> {
  const ends = performance.now() + pace.run_s * 1000;
  const lane = async () => {
    while (performance.now() < ends && (await workOnGroup(parts, pace)));
  };
  if (await workOnGroup(parts, pace)) await Promise.all(Array.from({ length: pace.lanes }, lane));
}

/** @returns false when nothing was due */
async function workOnGroup(parts: Parts, pace: Pace): Promise<boolean> {
  const lease = randomBytes(16).toString('hex');
  const until = performance.now() + pace.lease_s * 1000 * LEFT_FOR_REQUESTS;
  const claims = await claimObjects(parts.db, { lease, lease_s: pace.lease_s, limit: pace.group });
  const [first] = claims;
  if (!first) return false;
  const sets = await keySetsOf(parts, first).catch((error: unknown) => {
    parts.log.warn({ err: error }, 'credentials for deleting stored objects do not open');
    return undefined;
  });
  const outcomes = await Promise.all(
    claims.map(async (claim) => {
      if (performance.now() > until) return undefined;
      return { claim, outcome: await attempt(parts, sets, claim) };
    }),
  );
  const results = resultsOf(
    outcomes.filter((one) => one !== undefined),
    pace,
  );
  await inTransaction(parts.db, async (tx) => {
    const finished = await recordResults(tx, lease, first, results);
    if (finished)
      await append(tx, {
        actor_id: null,
        action: 'storage_cleanup.finish',
        workspace_id: first.workspace_id,
        account_id: first.account_id,
        target: first.deletion_id,
        detail: { ...finished },
      });
  });
  return true;
}

async function attempt(parts: Parts, sets: CleanupKey[][] | undefined, claim: Claim): Promise<Outcome> {
  const { send, files, log } = parts;
  const { workspace_id, url } = claim;
  try {
    if (await wasChangedSince(parts, claim)) return { state: 'failed', code: 'task_changed' };
    const path = /^https?:/i.test(url) ? pathOfAddress(files.addresses, url) : undefined;
    if (path !== undefined) {
      await files.store.remove(`${workspace_id}/${path}`);
      return { state: 'deleted' };
    }
    if (!sets) return { state: 'later', code: 'credentials_lost' };
    return await deleteObject(send, sets, url);
  } catch (error) {
    log.warn({ err: error }, 'a stored object could not be deleted; it is tried again');
    return { state: 'later', code: 'refused' };
  }
}

/** Whether the task whose reset left an object may have written it anew. */
async function wasChangedSince({ db }: Parts, claim: Claim): Promise<boolean> {
  const { workspace_id, reset_task: task, reset_generation: generation, url } = claim;
  if (task === null || generation === null) return false;
  return !(await isLeftByReset(db, workspace_id, { task, generation }, url));
}

function resultsOf(ended: readonly { claim: Claim; outcome: Outcome }[], { delays_s }: Pace): Results {
  const results: Results = { deleted: [], failed: [], later: [] };
  for (const { claim, outcome } of ended) {
    const { number, tries } = claim;
    const delay_s = delays_s[tries - 1];
    if (outcome.state === 'deleted') results.deleted.push(number);
    else if (outcome.state === 'later' && delay_s !== undefined) results.later.push({ number, delay_s });
    else results.failed.push({ number, code: outcome.code });
  }
  return results;
}
