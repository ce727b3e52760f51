/** 1 refused, 2 wrong usage, 3 no database. */
export type ExitCode = 1 | 2 | 3;

/** Something the operator can mend: the message is one sentence with the cure, and needs no stack. */
export class OperatorError extends Error {
  readonly exitCode: ExitCode;

  constructor(sentence: string, exitCode: ExitCode = 1, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.exitCode = exitCode;
  }
}
