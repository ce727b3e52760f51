import { mkdirSync } from 'node:fs';
import type { Logger } from 'pino';
import type { AppParts } from './app-parts.ts';
import type { Config, Secrets } from './config.ts';
import { listenForChanges } from './db/changes.ts';
import { type ConnectionSettings, type Database, openDatabase } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { followKeyChanges } from './features/keys/follow-key-changes.ts';
import { openKeyRing } from './features/keys/key-ring.ts';
import { asRootKey, type RootKey, rootKeyOfFolder } from './features/keys/root-key.ts';
import { hasKeys } from './features/keys/store.ts';
import { OperatorError } from './operator-error.ts';

type Opened = Pick<AppParts, 'database' | 'keyRing'>;

/** Brings the database to this version and opens its keys: what every command needs. Nothing listens yet. */
export async function openStore(
  config: Config,
  secrets: Secrets,
  connection: ConnectionSettings,
): Promise<Opened> {
  await migrate(connection);
  const database = openDatabase(connection);
  try {
    const keyRing = await openKeyRing(database.db, await requireRootKey(config, secrets, database));
    return { database, keyRing };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Opens everything a serving process needs. */
export async function openParts(
  config: Config,
  secrets: Secrets,
  connection: ConnectionSettings,
  rest: { log: Logger; web_root: string | undefined },
): Promise<AppParts> {
  const opened = await openStore(config, secrets, connection);
  const changes = await listenForChanges(connection);
  followKeyChanges(changes, opened.keyRing);
  return { ...opened, config, secrets, changes, ...rest };
}

async function requireRootKey(config: Config, secrets: Secrets, { db }: Database): Promise<RootKey> {
  if (secrets.root_key) return asRootKey(secrets.root_key);
  mkdirSync(config.data_dir, { recursive: true });
  const root = rootKeyOfFolder(config.data_dir, !(await hasKeys(db)));
  if (root) return root;
  throw new OperatorError(
    `The database holds keys, but ${config.data_dir}/root.key, which opens them, is missing. Restore it from your backup or give it in ATRIUM_SECRET_KEY; nothing was changed.`,
  );
}
