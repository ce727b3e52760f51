interface Waiting<In, Out> {
  item: In;
  signal: AbortSignal | undefined;
  resolve: (out: Out) => void;
  reject: (reason: unknown) => void;
}

/**
 * Gathers what is asked and has it answered together, at most `most` at once: what is asked in one go leaves at once,
 * the next round `wait_ms` later at the earliest. Whoever gave up meanwhile is left out and gets the reason of its
 * signal.
 * @param run gives one answer for each item, in their order
 */
export function createBatch<In, Out>(
  run: (items: In[]) => Promise<Out[]>,
  { wait_ms, most }: { wait_ms: number; most: number },
): (item: In, signal?: AbortSignal) => Promise<Out> {
  let waiting: Waiting<In, Out>[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NEGATIVE_INFINITY;

  async function answer(together: Waiting<In, Out>[]): Promise<void> {
    try {
      const out = await run(together.map(({ item }) => item));
      together.forEach(({ resolve }, i) => {
        resolve(out[i] as Out);
      });
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
  }

  function flush(): void {
    timer = undefined;
    last = performance.now();
    const wanted = waiting.filter(({ signal, reject }) => {
      if (signal?.aborted) reject(signal.reason);
      return !signal?.aborted;
    });
    waiting = [];
    for (let from = 0; from < wanted.length; from += most) void answer(wanted.slice(from, from + most));
  }

  return (item, signal) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, signal, resolve, reject });
      if (timer !== undefined) return;
      timer = setTimeout(flush, Math.max(0, last + wait_ms - performance.now()));
    });
}
