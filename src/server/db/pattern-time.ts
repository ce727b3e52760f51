import { sql } from 'kysely';
import type { Db } from './database.ts';

const PATTERN_TIMEOUT_MS = 2_000;

/** Ends what this transaction asks if it takes longer than a regular expression of a request may. */
export async function limitPatternTime(tx: Db): Promise<void> {
  await sql.raw(`set local statement_timeout = ${PATTERN_TIMEOUT_MS}`).execute(tx);
}

/** PostgreSQL's codes for a bad regular expression, for the statement timeout, and for too much stack or memory. */
const PATTERN_FAULTS = ['2201B', '57014', '53200', '54000', '54001', 'XX000'];

/** True when a statement failed by its pattern. */
export const isPatternFault = (error: unknown) =>
  PATTERN_FAULTS.includes((error as { code?: string }).code ?? '');
