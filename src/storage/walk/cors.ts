import type { Answer } from '../ladder.ts';
import { broken, type Climb, type Finding, notNeeded, passed, placeFacts, undecided } from './climb.ts';
import { isListing } from './signature.ts';
import type { Tried } from './trial.ts';

/** What Amazon and Azure say of a preflight that no rule admits. Others refuse it for reasons of their own. */
const REFUSED_PREFLIGHT = new Set(['AccessForbidden', 'CorsPreflightFailure']);

/**
 * The fourth rung: may the page read what the store answers. The server looks at the store's headers: some stores
 * know no preflight, and some leave the headers off refusals and listings, so that only an object tells. A browser is
 * told nothing but that it may not.
 */
export function judgeCors(climb: Climb, preflight: Tried | undefined, first: Tried, sample?: Tried): Finding {
  const { reach, place, input } = climb;
  if (input.through_door) return notNeeded('through_door');
  const facts = { ...placeFacts(place), origin: reach.origin };
  if (reach.who === 'browser') {
    if (!first.failed) return passed('allowed', facts);
    const isOther = first.failed.failed === 'timeout' || first.failed.failed === 'mixed_content';
    return broken(isOther ? first.failed.failed : 'no_cors', facts);
  }
  const allowed = [preflight, first, sample].some(
    (tried) => tried?.answer && admits(tried.answer, reach.origin),
  );
  if (allowed) return passed('allowed', facts);
  const object = sample ?? (isListing(climb) ? undefined : first);
  const isRefused = REFUSED_PREFLIGHT.has(preflight?.error?.store_code ?? '');
  const isSilent = object?.answer !== undefined && !object.error;
  return isRefused || isSilent ? broken('no_cors', facts) : undecided('undecided', facts);
}

function admits({ headers }: Answer, origin: string): boolean {
  const name = Object.keys(headers).find((one) => one.toLowerCase() === 'access-control-allow-origin');
  const value = name === undefined ? '' : (headers[name] ?? '').trim();
  return value === '*' || value === origin;
}
