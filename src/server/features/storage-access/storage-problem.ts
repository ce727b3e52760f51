import type { Answer } from '../../../storage/ladder.ts';
import { readStoreError } from '../../../storage/store-answers.ts';
import { WireError } from '../../http/errors.ts';
import { problemOf } from './find-object.ts';
import type { Failed, Received } from './guarded-fetch.ts';
import { plainFacts } from './plain-facts.ts';

/**
 * Why storage gave nothing: a code of the doctor, which knows the sentence and the cure, and facts such as the region.
 * Nothing of what the store wrote is in it.
 */
export function storageProblem(
  problem: string,
  facts: Record<string, string> = {},
  cause?: unknown,
): WireError {
  return new WireError(
    'storage_refused',
    { field: 'url', problem, facts: plainFacts(facts) },
    problem,
    cause,
  );
}

/** No answer came. */
export const noAnswer = ({ failed, detail }: Failed): WireError => storageProblem(failed, { detail });

/** The store answered something else than what was asked for. */
export function refusal({
  status,
  headers,
  bytes,
}: Pick<Received, 'status' | 'headers' | 'bytes'>): WireError {
  const answer: Answer = { status, headers, text: bytes.toString('utf8') };
  const found = readStoreError(answer);
  if (!found) return storageProblem('unexpected', { status: String(status) });
  const { code, region, endpoint, permission } = found;
  const facts = {
    status: String(status),
    ...(region && { region }),
    ...(endpoint && { endpoint }),
    ...(permission && { permission }),
  };
  return storageProblem(code, facts);
}

/** Turns what can be wrong with a URL or its entry into a refusal; throws anything else as it is. */
export function asStorageProblem(error: unknown): WireError {
  const problem = problemOf(error);
  if (problem === undefined) throw error;
  return storageProblem(problem, {}, error);
}
