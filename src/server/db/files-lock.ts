import { OperatorError } from '../operator-error.ts';
import { type ConnectionSettings, newConnection } from './database.ts';

const LOCK = 7_204_117_002;

/**
 * Takes the right to be the one process on this database whose files lie in a folder of its own machine; it vanishes
 * with the connection.
 * @throws OperatorError when another process holds it
 */
export async function takeFilesLock(
  connection: ConnectionSettings,
  folder: string,
): Promise<{ release(): Promise<void> }> {
  const client = newConnection({ ...connection, application_name: 'atrium files' });
  await client.connect();
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [LOCK]);
  if (rows[0]?.held !== true) {
    await client.end();
    throw new OperatorError(
      `Another Atrium on this database keeps its files in a folder of its own, so files stored here (${folder}) would be missing there. Let all processes share one folder and set ATRIUM_FILES_SHARED=1 for each of them.`,
    );
  }
  return { release: () => client.end() };
}
