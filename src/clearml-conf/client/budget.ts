import { ClientFailure } from './failure.ts';

/**
 * Nodes visited while references are resolved. The genuine reader never ends on some circles, and doubles its work on
 * others; this many nodes cost it many seconds, and us less than a second.
 */
const MOST_WORK = 600_000;

/** The work one reading may cost; spending more than all of it ends the reading. */
export class Budget {
  private left = MOST_WORK;

  spend(work: number): void {
    this.left -= work;
    if (this.left < 0) throw new ClientFailure('too-much-work', 'These references never come to an end.');
  }
}
