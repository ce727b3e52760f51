import type { Db } from '../../db/database.ts';
import { admitTry } from '../sessions/attempts.ts';

/**
 * Runs a call that holds an invitation's secret, and counts it as a failed try when it finds none. Only failures are
 * counted, so that many people with one good link never wait for one another.
 * @throws WireError what `work` throws; 400/51 in place of it while a wait is running
 */
export async function countingFailures<Result>(
  db: Db,
  address: string,
  isFailure: (error: unknown) => boolean,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isFailure(error)) await admitTry(db, { kind: 'invite', account: '', address });
    throw error;
  }
}
