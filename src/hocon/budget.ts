import type { HoconError, HoconErrorCode } from './errors.ts';
import type { Limits } from './limits.ts';
import { makeError } from './reporter.ts';
import type { Origin } from './values.ts';

/** Ends a resolution at a limit; `resolve` turns it into its error. */
export class LimitReached {
  readonly error: HoconError;

  constructor(code: HoconErrorCode, origin: Origin, detail: string | number) {
    this.error = makeError(code, origin, detail);
  }
}

/** Layers and definitions looked at for each substitution step allowed; beyond that a document is built to be slow. */
const WORK_PER_STEP = 100;

/** Counts what one resolution costs. */
export class Budget {
  readonly limits: Limits;
  readonly errors: HoconError[];
  /** The place to blame when a limit is reached: what was looked at last. */
  origin: Origin;
  #steps = 0;
  #work = 0;

  constructor(limits: Limits, errors: HoconError[], origin: Origin) {
    this.limits = limits;
    this.errors = errors;
    this.origin = origin;
  }

  step(): void {
    this.#steps += 1;
    if (this.#steps > this.limits.steps) {
      throw this.reached('limit-steps', this.limits.steps);
    }
  }

  /** Bound as a field so that it can be handed on. */
  readonly spend = (work: number): void => {
    this.#work += work;
    if (this.#work > this.limits.steps * WORK_PER_STEP) {
      throw this.reached('limit-steps', this.limits.steps);
    }
  };

  reached(code: HoconErrorCode, detail: string | number): LimitReached {
    return new LimitReached(code, this.origin, detail);
  }

  fail(code: HoconErrorCode, origin: Origin, detail?: string | number): void {
    if (this.errors.length < this.limits.errors) this.errors.push(makeError(code, origin, detail));
  }
}
