/** Why Atrium has no database: stable, so that commands and tests need not read sentences. */
export type DatabaseUnavailableCode =
  | 'folder-unwritable'
  | 'folder-not-yours'
  | 'folder-newer'
  | 'folder-older'
  | 'folder-copied'
  | 'folder-incomplete'
  | 'folder-in-use'
  | 'platform-unsupported'
  | 'binaries-missing'
  | 'no-unprivileged-user'
  | 'postgres-failed'
  | 'server-unsuitable';

/**
 * The database cannot be used. `message` is one sentence for the operator, `cure` what to do about it,
 * `exitCode` what the process ends with: 1 refused (somebody else uses it), 3 no database.
 */
export class DatabaseUnavailable extends Error {
  readonly code: DatabaseUnavailableCode;
  readonly cure: string;
  readonly exitCode: 1 | 3;

  constructor(code: DatabaseUnavailableCode, sentence: string, cure: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = 'DatabaseUnavailable';
    this.code = code;
    this.cure = cure;
    this.exitCode = code === 'folder-in-use' ? 1 : 3;
  }
}

/** The code of a system error ('ENOENT', …) or of PostgreSQL's ('3D000', …), if there is one. */
export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
