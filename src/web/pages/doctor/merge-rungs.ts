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

/** The ladder with what both sides found at each rung, in the order it is climbed. */
export function mergeRungs(
  browser: readonly Rung[] | undefined,
  server: readonly Rung[] | undefined,
): BothRungs[] {
  return RUNGS.map((rung) => {
    const [here, there] = [browser, server].map((rungs) => rungs?.find((each) => each.rung === rung));
    return { rung, browser: here, server: there, state: stateOf(here, there) };
  });
}
