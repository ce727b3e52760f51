import { LRUCache } from 'lru-cache';
import type { Changes } from '../../db/changes.ts';

interface Entry<State> {
  state: State | undefined;
  numbers: Record<string, number>;
  /** Milliseconds of performance.now() after which it is read again. */
  until: number;
}

interface Versioned {
  numbers: Record<string, number>;
}

const MAX_ENTRIES = 20_000;
const MAX_SUBJECTS = 100_000;
/** How long "there is no such thing" is believed. */
const NEGATIVE_MS = 1_000;
/** How long anything is believed at most, so that what time alone ends (an idle session) is noticed too. */
const POSITIVE_MS = 600_000;

/**
 * Keeps what was read until one of the subjects it depends on changes. An entry holds the change numbers of its own
 * snapshot and counts only while no later number has been announced; so a change that overtakes the read is noticed
 * however the two interleave. While heartbeats are missing nothing is answered from here.
 */
export class StateCache<State extends Versioned> {
  private readonly entries = new LRUCache<string, Entry<State>>({ max: MAX_ENTRIES });
  private readonly reached = new Map<string, number>();
  private readonly changes: Changes;
  private generation = 0;

  constructor(changes: Changes) {
    this.changes = changes;
    changes.onChange((subject, number) => {
      if (this.reached.size >= MAX_SUBJECTS) this.clear();
      this.reached.set(subject, number);
    });
    changes.onGap(() => this.clear());
  }

  /**
   * The state under `key`: remembered, or read now.
   * @param absence subjects whose change ends a remembered "there is none"; without them absence is not remembered
   */
  async get(
    key: string,
    read: () => Promise<State | undefined>,
    absence?: readonly string[],
  ): Promise<State | undefined> {
    const known = this.entries.get(key);
    if (known && this.holds(known) && this.changes.fresh()) return known.state;
    for (let attempt = 1; ; attempt++) {
      const { generation } = this;
      const before = absence ? this.numbersNow(absence) : {};
      const state = await read();
      const entry: Entry<State> = {
        state,
        numbers: state?.numbers ?? before,
        until: performance.now() + (state ? POSITIVE_MS : NEGATIVE_MS),
      };
      const current = generation === this.generation && this.holds(entry);
      if (current && (state || absence)) this.entries.set(key, entry);
      if (current || attempt === 3) return state;
    }
  }

  private holds(entry: Entry<State>): boolean {
    if (entry.until < performance.now()) return false;
    for (const subject in entry.numbers) {
      if ((this.reached.get(subject) ?? 0) > (entry.numbers[subject] ?? 0)) return false;
    }
    return true;
  }

  private numbersNow(subjects: readonly string[]): Record<string, number> {
    return Object.fromEntries(subjects.map((subject) => [subject, this.reached.get(subject) ?? 0]));
  }

  private clear(): void {
    this.generation++;
    this.entries.clear();
    this.reached.clear();
  }
}
