import type { Logger } from 'pino';
import type { Config, Secrets } from './config.ts';
import type { Changes } from './db/changes.ts';
import type { Database } from './db/database.ts';
import type { FileStore } from './features/files/file-store.ts';
import type { KeyRing } from './features/keys/key-ring.ts';

/** Everything createApp needs, opened by main.ts or a test. */
export interface AppParts {
  config: Config;
  secrets: Pick<Secrets, 'metrics_token' | 'smtp_url'>;
  database: Database;
  changes: Changes;
  keyRing: KeyRing;
  /** Where uploaded files are kept. */
  files: FileStore;
  log: Logger;
  /** Folder of the built page; undefined serves no page (tests of the wire). */
  web_root: string | undefined;
}
