import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A command was told to end; its exit code is the shell's, 128 and the signal's number. */
export class Interrupted extends Error {
  readonly exitCode: number;

  constructor(signal: (typeof SIGNALS)[number]) {
    super(`Interrupted (${signal}).`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** Keeps signals from ending the process on the spot, so that what a command started can be stopped first. */
export function holdSignals(): { interrupted: Promise<never>; release(): void } {
  let hear: (signal: (typeof SIGNALS)[number]) => void = () => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    hear = (signal) => reject(new Interrupted(signal));
  });
  interrupted.catch(() => undefined);
  for (const signal of SIGNALS) process.on(signal, hear);
  return {
    interrupted,
    release() {
      for (const signal of SIGNALS) process.off(signal, hear);
    },
  };
}
