import type { Logger } from 'pino';
import type { AppParts } from './app-parts.ts';
import type { Config, Secrets } from './config.ts';
import { listenForChanges } from './db/changes.ts';
import { type ConnectionSettings, openDatabase } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { openFiles } from './features/files/open-files.ts';
import { followKeyChanges } from './features/keys/follow-key-changes.ts';
import { openKeyRing } from './features/keys/key-ring.ts';
import { readRootKey, requireFittingRootKey, requireRootKey } from './features/keys/root-key-source.ts';

type Opened = Pick<AppParts, 'database' | 'keyRing'>;

/** Brings the database to this version and opens its keys: what every command needs. Nothing listens yet. */
export async function openStore(
  config: Config,
  secrets: Secrets,
  connection: ConnectionSettings,
): Promise<Opened> {
  const database = openDatabase(connection);
  const source = { data_dir: config.data_dir, root_key: secrets.root_key };
  try {
    await migrate(connection, () => requireFittingRootKey(source, database.db));
    const root = await requireRootKey(source, database.db);
    const keyRing = await openKeyRing(database.db, root, (id) => readRootKey(source, id));
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
  const files = await openFiles(config, secrets);
  const opened = await openStore(config, secrets, connection);
  const changes = await listenForChanges(connection);
  followKeyChanges(changes, opened.database.db, opened.keyRing, (error) =>
    rest.log.warn({ err: error }, 'the new root key could not be learned; start this process again with it'),
  );
  return { ...opened, files, config, secrets, changes, ...rest };
}
