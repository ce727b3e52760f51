import { RUNGS, type Rung, type RungName } from '../../../storage/ladder.ts';

/** One rung as browser and server found it; undefined where one of them did not climb. */
export interface BothRungs {
  rung: RungName;
  browser: Rung | undefined;
  server: Rung | undefined;
  /** `broken` where either stopped, `pass` where nobody did and somebody was there, else `wait`. */
  state: 'pass' | 'broken' | 'wait';
}

const isThrough = (rung: Rung | undefined) => rung?.state === 'passed' || rung?.state === 'not_needed';

function stateOf(browser: Rung | undefined, server: Rung | undefined): BothRungs['state'] {
  if (browser?.state === 'broken' || server?.state === 'broken') return 'broken';
  const waits = [browser, server].some((rung) => rung?.state === 'not_reached');
  return !waits && (isThrough(browser) || isThrough(server)) ? 'pass' : 'wait';
}

const entryRung = (rungs: readonly Rung[] | undefined) => rungs?.find(({ rung }) => rung === 'entry');

/**
 * Whether only the browser has an entry for the address: own keys are never known to the server, so that it finds none
 * says nothing.
 */
export function isOwnOnly(
  browser: readonly Rung[] | undefined,
  server: readonly Rung[] | undefined,
): boolean {
  const [here, there] = [entryRung(browser), entryRung(server)];
  const hasNone = (rung: Rung | undefined) => rung?.state === 'broken' && rung.code.startsWith('no_entry');
  return here !== undefined && here.state !== 'not_reached' && !hasNone(here) && hasNone(there);
}

/** The ladder with what both sides found at each rung, in the order it is climbed. */
export function mergeRungs(
  browser: readonly Rung[] | undefined,
  server: readonly Rung[] | undefined,
): BothRungs[] {
  const asked = isOwnOnly(browser, server) ? server?.filter(({ rung }) => rung === 'address') : server;
  return RUNGS.map((rung) => {
    const [here, there] = [browser, asked].map((rungs) => rungs?.find((each) => each.rung === rung));
    return { rung, browser: here, server: there, state: stateOf(here, there) };
  });
}
