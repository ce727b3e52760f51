import { type Config, readConfig, type Secrets } from '../config.ts';
import { type ConnectionSettings, type Db, openDatabase } from '../db/database.ts';
import type { KeyRing } from '../features/keys/key-ring.ts';
import { WireError } from '../http/errors.ts';
import { provideDatabase } from '../open-database.ts';
import { openStore } from '../open-parts.ts';
import { OperatorError } from '../operator-error.ts';
import { holdSignals } from './interruption.ts';

export interface Store {
  config: Config;
  secrets: Secrets;
  connection: ConnectionSettings;
  db: Db;
  keyRing: KeyRing;
}

/**
 * Runs a command's work on the database of the environment: beside the running server, or with a PostgreSQL started
 * for the moment. What the features refuse becomes one sentence with exit code 1.
 */
export function withStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  return withProvided(async ({ config, secrets, connection }) => {
    const { database, keyRing } = await openStore(config, secrets, connection);
    return work({ config, secrets, connection, db: database.db, keyRing }).finally(() => database.close());
  });
}

/** As `withStore`, but on the database as it is: nothing is migrated, and no key opened. */
export function withDatabase<Result>(
  work: (store: Omit<Store, 'keyRing'>) => Promise<Result>,
): Promise<Result> {
  return withProvided(({ config, secrets, connection }) => {
    const database = openDatabase(connection);
    return work({ config, secrets, connection, db: database.db }).finally(() => database.close());
  });
}

interface WithConnection {
  config: Config;
  secrets: Secrets;
  connection: ConnectionSettings;
}

async function withProvided<Result>(work: (provided: WithConnection) => Promise<Result>): Promise<Result> {
  const { config, secrets } = readConfig(process.env);
  const signals = holdSignals();
  try {
    const provided = await provideDatabase(config, secrets, () => undefined);
    try {
      const working = work({ config, secrets, connection: provided.connection });
      // After an interruption nobody waits for it, and its database is gone.
      working.catch(() => undefined);
      return await Promise.race([working, signals.interrupted]);
    } finally {
      await provided.stop();
    }
  } catch (error) {
    if (error instanceof WireError && error.code < 500)
      throw new OperatorError([error.message, error.data.cure].filter(Boolean).join('. '), 1, error);
    throw error;
  } finally {
    signals.release();
  }
}

/** Writes the document of a command to stdout: JSON with --json, else the lines for people. */
export function printDocument(json: boolean | undefined, document: unknown, lines: readonly string[]): void {
  process.stdout.write(json ? `${JSON.stringify(document)}\n` : `${lines.join('\n')}\n`);
}
