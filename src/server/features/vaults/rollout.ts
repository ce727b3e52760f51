import type { ResponseOf } from '../../../contract/contract.ts';
import type { WorkerRow } from './rollout-store.ts';

type Rollout = ResponseOf<'vaults.get_rollout'>;
type Worker = Rollout['workers'][number];

/** The first releases that ask for vaults, found in the published packages. */
const FIRST_WITH_VAULTS: Readonly<Record<string, readonly [number, number]>> = {
  clearml: [1, 1],
  'clearml-agent': [1, 1],
  // Old SDKs name themselves by what they speak.
  api: [1, 1],
};

/** True for a ClearML SDK or agent of a release that never asks for vaults, such as "clearml-1.0.5". */
export function isTooOld(client: string | null): boolean {
  const [, program = '', major, minor] = /^([a-z-]+?)-(\d+)\.(\d+)/.exec(client ?? '') ?? [];
  const first = FIRST_WITH_VAULTS[program];
  if (program === 'trains' || program === 'trains-agent') return true;
  if (!first) return false;
  return Number(major) < first[0] || (Number(major) === first[0] && Number(minor) < first[1]);
}

function stateOf({ version, client }: WorkerRow, newest: number): Worker['state'] {
  if (version === newest) return 'current';
  if (version !== null) return 'behind';
  return isTooOld(client) ? 'too_old' : 'none';
}

/** Who has which version, and the sentence that says it. Times are wire times. */
export function rolloutOf(newest: number, rows: readonly WorkerRow[], now = new Date()): Rollout {
  const workers = rows.map(
    (row): Worker => ({
      worker: row.worker,
      user: { id: row.user_id, name: row.user_name },
      client: row.client ?? '',
      address: row.address,
      state: stateOf(row, newest),
      version: row.version,
      fetched: row.fetched,
      seen: row.seen,
    }),
  );
  return { version: newest, workers, summary: summaryOf(newest, workers, now) };
}

const NAMED = 3;

function summaryOf(newest: number, workers: readonly Worker[], now: Date): string {
  if (workers.length === 0) return 'No worker has been seen in the last 30 days.';
  const of = (state: Worker['state']) => workers.filter((worker) => worker.state === state);
  const have = workers.length === 1 ? 'worker has' : 'workers have';
  const parts = [`${of('current').length} of ${workers.length} ${have} version ${newest}`];
  const behind = of('behind');
  for (const { worker, version, fetched } of behind.slice(0, NAMED))
    parts.push(`${worker} has ${version} since ${dayOf(fetched ?? '', now)}`);
  if (behind.length > NAMED) parts.push(`${behind.length - NAMED} more have older ones`);
  const old = of('too_old').length;
  if (old > 0)
    parts.push(old === 1 ? 'one client is too old for vaults' : `${old} clients are too old for vaults`);
  const none = of('none').length;
  if (none > 0) parts.push(none === 1 ? 'one has not asked yet' : `${none} have not asked yet`);
  return `${parts.join('; ')}.`;
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DAY_MS = 86_400_000;

/** "today", the weekday within a week, else the date; in UTC, as the server does not know the reader's place. */
function dayOf(time: string, now: Date): string {
  const at = new Date(time);
  const days = Math.floor(now.getTime() / DAY_MS) - Math.floor(at.getTime() / DAY_MS);
  if (days <= 0) return 'today';
  return days < 7 ? (WEEKDAYS[at.getUTCDay()] ?? '') : at.toISOString().slice(0, 10);
}
