import type { Answer } from '../ladder.ts';
import { broken, type Climb, type Finding, notNeeded, passed, placeFacts, undecided } from './climb.ts';
import type { Tried } from './trial.ts';

/** Refusals that say nothing about CORS: they come before a store looks at the bucket's rules. */
const ABOUT_SOMETHING_ELSE = new Set([
  'wrong_region',
  'no_such_bucket',
  'redirected',
  'throttled',
  'store_failed',
]);

/**
 * The fourth rung: may the page read what the store answers. The server looks at the store's headers; a browser is
 * told nothing but that it may not.
 */
export function judgeCors(climb: Climb, preflight: Tried | undefined, first: Tried): Finding {
  const { reach, place, input } = climb;
  if (input.through_door) return notNeeded('through_door');
  const facts = { ...placeFacts(place), origin: reach.origin };
  if (reach.who === 'browser') {
    if (!first.failed) return passed('allowed', facts);
    const isOther = first.failed.failed === 'timeout' || first.failed.failed === 'mixed_content';
    return broken(isOther ? first.failed.failed : 'no_cors', facts);
  }
  const allowed = [preflight, first].some((tried) => tried?.answer && admits(tried.answer, reach.origin));
  if (allowed) return passed('allowed', facts);
  const code = first.error?.code ?? preflight?.error?.code ?? '';
  return first.failed || ABOUT_SOMETHING_ELSE.has(code)
    ? undecided('undecided', facts)
    : broken('no_cors', facts);
}

function admits({ headers }: Answer, origin: string): boolean {
  const name = Object.keys(headers).find((one) => one.toLowerCase() === 'access-control-allow-origin');
  const value = name === undefined ? '' : (headers[name] ?? '').trim();
  return value === '*' || value === origin;
}
