import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { ConnectionSettings } from '../../src/server/db/database.ts';
import { preparePlace } from '../../src/server/db/embedded/place.ts';
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
      : await startRoomy(join(folder, 'data'));
  await makeTemplate(server.connection);
  project.provide('database', { ...server.connection, database: TEMPLATE });
  project.provide('database_folder', folder);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Several test files run at a time, each with one or more apps of a dozen connections: more than one server's 40. */
function startRoomy(dataDir: string) {
  writeFileSync(join(preparePlace(dataDir).folder, 'local.conf'), 'max_connections = 150\n');
  return startEmbedded({ dataDir, note: () => undefined });
}
