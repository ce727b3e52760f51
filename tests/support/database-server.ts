import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { ConnectionSettings } from '../../src/server/db/database.ts';
import { startEmbedded } from '../../src/server/db/embedded/start-embedded.ts';
import { startDebianPostgres } from './debian-postgres.ts';
import { makeTemplate, TEMPLATE } from './test-database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    database: ConnectionSettings;
    /** Folder below which the server keeps its files. */
    database_folder: string;
  }
}

/**
 * One PostgreSQL for a run of tests, with a migrated template that each test file copies. Embedded 18 by default,
 * Debian's 15 with ATRIUM_TEST_POSTGRES=15.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-test-'));
  chmodSync(folder, 0o755);
  const server =
    process.env.ATRIUM_TEST_POSTGRES === '15'
      ? await startDebianPostgres(folder)
      : await startEmbedded({ dataDir: join(folder, 'data'), note: () => undefined });
  await makeTemplate(server.connection);
  project.provide('database', { ...server.connection, database: TEMPLATE });
  project.provide('database_folder', folder);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
