import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type Db, inTransaction, lockInTransaction } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';

const WINDOW_S = 900;
const PER_ACCOUNT_AND_ADDRESS = 10;
const PER_ADDRESS = 100;
const LONGEST_WAIT_S = 60;

/** What tries are counted under: an account together with an address, and the address alone. */
export interface Tried {
  /** "password", "claim" or "reset". */
  kind: string;
  /** The account as it was named, known or not; empty for calls that name none. */
  account: string;
  address: string;
}

/** IPv6 counts by its /64, since one household has that many addresses. */
export function addressGroup(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? [] : Array(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}

interface Bucket {
  name: string;
  /** Failures without a wait. */
  free: number;
}

/** People type their password where the e-mail address belongs: what they typed is not kept. */
const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

function buckets({ kind, account, address }: Tried): [own: Bucket, shared: Bucket] {
  const group = addressGroup(address);
  return [
    { name: `${kind} ${group} ${digest(account)}`, free: PER_ACCOUNT_AND_ADDRESS },
    { name: `${kind} ${group}`, free: PER_ADDRESS },
  ];
}

/** Seconds to wait after the n-th failure beyond the free ones: 1, 2, 4 … 60. */
const waitAfter = (extra: number) => Math.min(LONGEST_WAIT_S, 2 ** Math.max(0, extra));

/**
 * Counts a try before it is checked, so that tries at the same instant count too, and refuses it while a wait is
 * running. It never locks: whoever waits may try again, and a success takes the try back.
 * @throws WireError 400/51 with `retry_after_s`
 */
export async function admitTry(db: Db, tried: Tried): Promise<void> {
  const wanted = buckets(tried);
  await inTransaction(db, async (tx) => {
    await lockInTransaction(tx, wanted[0].name);
    await requireNoWait(tx, wanted);
    for (const { name } of wanted) await count(tx, name);
  });
}

async function requireNoWait(tx: Db, wanted: readonly Bucket[]): Promise<void> {
  const rows = await tx
    .selectFrom('attempts')
    .select([
      'bucket',
      'failures',
      sql<number>`extract(epoch from now() - last_failure)::float8`.as('since_s'),
    ])
    .where(
      'bucket',
      'in',
      wanted.map(({ name }) => name),
    )
    .where('window_start', '>', sql<string>`now() - make_interval(secs => ${WINDOW_S})`)
    .execute();
  for (const { bucket, failures, since_s } of rows) {
    const free = wanted.find(({ name }) => name === bucket)?.free ?? 0;
    const remaining = failures < free ? 0 : waitAfter(failures - free) - since_s;
    if (remaining > 0) {
      const retry_after_s = Math.ceil(remaining);
      throw new WireError('try_later', { retry_after_s }, `${retry_after_s} s`);
    }
  }
}

/** Starts a new window when the last one is over. */
async function count(tx: Db, bucket: string): Promise<void> {
  const running = sql`a.window_start > now() - make_interval(secs => ${WINDOW_S})`;
  await sql`
    insert into attempts as a (bucket, failures, window_start, last_failure) values (${bucket}, 1, now(), now())
    on conflict (bucket) do update set
      failures = case when ${running} then a.failures + 1 else 1 end,
      window_start = case when ${running} then a.window_start else now() end,
      last_failure = now()`.execute(tx);
}

/** Takes a try back after it succeeded: the account's count starts anew, the address's loses this one. */
export async function forgiveTry(db: Db, tried: Tried): Promise<void> {
  const [own, shared] = buckets(tried);
  await db.deleteFrom('attempts').where('bucket', '=', own.name).execute();
  await db
    .updateTable('attempts')
    .set({ failures: sql<number>`greatest(0, failures - 1)` })
    .where('bucket', '=', shared.name)
    .execute();
}
