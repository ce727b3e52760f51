import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 25;

/**
 * Asks until `done` holds; gives how many milliseconds that took, counted from before the first asking, and the last
 * answer. After `limit_ms` it gives up and throws.
 */
export async function within<Answer>(
  limit_ms: number,
  ask: () => Promise<Answer>,
  done: (answer: Answer) => boolean,
): Promise<{ ms: number; answer: Answer }> {
  const started = performance.now();
  for (;;) {
    const answer = await ask();
    const ms = performance.now() - started;
    if (done(answer)) return { ms, answer };
    if (ms > limit_ms) throw new Error(`this did not happen within ${limit_ms} ms`);
    await sleep(EVERY_MS);
  }
}

/** What every change of rights promises: from this many milliseconds after it nothing old is accepted. */
export const REVOKED_MS = 1_000;
