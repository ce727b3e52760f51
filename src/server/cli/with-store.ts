import { type Config, readConfig } from '../config.ts';
import type { Db } from '../db/database.ts';
import type { KeyRing } from '../features/keys/key-ring.ts';
import { WireError } from '../http/errors.ts';
import { provideDatabase } from '../open-database.ts';
import { openStore } from '../open-parts.ts';
import { OperatorError } from '../operator-error.ts';

export interface Store {
  config: Config;
  db: Db;
  keyRing: KeyRing;
}

/**
 * Runs a command's work on the database of the environment: beside the running server, or with a PostgreSQL started
 * for the moment. What the features refuse becomes one sentence with exit code 1.
 */
export async function withStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  const { config, secrets } = readConfig(process.env);
  const provided = await provideDatabase(config, secrets, () => undefined);
  try {
    const { database, keyRing } = await openStore(config, secrets, provided.connection);
    try {
      return await work({ config, db: database.db, keyRing });
    } finally {
      await database.close();
    }
  } catch (error) {
    if (error instanceof WireError && error.code < 500)
      throw new OperatorError([error.message, error.data.cure].filter(Boolean).join('. '), 1, error);
    throw error;
  } finally {
    await provided.stop();
  }
}

/** Writes the document of a command to stdout: JSON with --json, else the lines for people. */
export function printDocument(json: boolean | undefined, document: unknown, lines: readonly string[]): void {
  process.stdout.write(json ? `${JSON.stringify(document)}\n` : `${lines.join('\n')}\n`);
}
