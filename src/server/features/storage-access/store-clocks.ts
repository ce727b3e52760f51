/** Stores' clocks, as far as their answers told: a signature is made for the store's time, not for ours. */
export interface StoreClocks {
  /** The time that a host's clock shows, or ours while nothing is known of it. */
  now(host: string): Date;
  /** Notes the header Date of an answer. */
  note(host: string, date: string | undefined): void;
}

/** Less than this is the answer's way. */
const WORTH_MS = 5_000;
const MAX_HOSTS = 1_000;

export function createStoreClocks(ours = Date.now): StoreClocks {
  const ahead = new Map<string, number>();
  return {
    now: (host) => new Date(ours() + (ahead.get(host) ?? 0)),
    note(host, date) {
      const theirs = Date.parse(date ?? '');
      if (Number.isNaN(theirs)) return;
      const difference = theirs - ours();
      if (ahead.size >= MAX_HOSTS) ahead.clear();
      if (Math.abs(difference) < WORTH_MS) ahead.delete(host);
      else ahead.set(host, difference);
    },
  };
}
