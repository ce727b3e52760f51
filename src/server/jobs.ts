import type { Logger } from 'pino';

export interface Job {
  name: string;
  /** Seconds between the end of one run and the start of the next. */
  every_s: number;
  run(): Promise<unknown>;
}

/**
 * Runs jobs again and again until stopped; a failing run is logged and tried at the next turn. One under way at the stop
 * is not waited for: the database ends it.
 */
export function startJobs(jobs: readonly Job[], log: Logger): { stop(): void } {
  const timers = new Map<Job, NodeJS.Timeout>();
  let stopped = false;
  const schedule = (job: Job) => {
    if (!stopped) timers.set(job, setTimeout(() => void turn(job), job.every_s * 1000).unref());
  };
  const turn = async (job: Job) => {
    try {
      await job.run();
    } catch (error) {
      // what stopping cuts short is rolled back and begins anew after the next start
      if (stopped) return;
      log.warn({ job: job.name, err: error }, 'a background job failed; it runs again at its next turn');
    }
    schedule(job);
  };
  for (const job of jobs) schedule(job);
  return {
    stop() {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
