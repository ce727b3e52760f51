import type { Rung } from '../../../../storage/ladder.ts';
import { newestOf } from '../../../../storage/newest.ts';
import { writeStorageUrl } from '../../../../storage/storage-url.ts';
import { call, WireError } from '../../../api.ts';
import { type Entry, isOwn } from '../../../storage/choose-entry.ts';
import { askKeys } from '../../../storage/page-keys.ts';
import { refreshEntries, type WorkspaceEntry } from '../../../storage/storage-queries.ts';
import type { OwnEntry, StoredFile, Tested } from '../../../storage/worker-protocol.ts';
import { placeAlone } from './save-entry.ts';

export interface TestResult {
  rungs: Rung[];
  newest: StoredFile | null;
  /** Who climbed: this browser for one's own entries, the server for the workspace's. */
  who: 'browser' | 'server';
  took_ms: number;
}

/**
 * Tries an entry: its ladder and its newest object. Region and style that this finds are stored.
 * @throws KeyError, WireError
 */
export async function testEntry(
  entry: Entry,
  workspace: { id: string; administers: boolean },
): Promise<TestResult> {
  if (entry.bucket === '') {
    throw new WireError(0, 0, 'Keys of a whole storage account are tested by one of its objects.', {
      cure: 'Paste the address of a sample into the storage doctor.',
    });
  }
  const began = performance.now();
  const { rungs, newest } = isOwn(entry)
    ? await testOwn(entry)
    : workspace.administers
      ? await testShared(entry, workspace.id)
      : await lookAtShared(entry, workspace.id);
  const took_ms = Math.round(performance.now() - began);
  return { rungs, newest, who: isOwn(entry) ? 'browser' : 'server', took_ms };
}

type Found = Pick<Tested, 'rungs' | 'newest'>;

async function testOwn(entry: OwnEntry): Promise<Found> {
  const { found, ...tested } = await askKeys('test', { from: { of: entry }, place: entry });
  if (found && (found.region !== entry.region || found.style !== entry.style)) {
    const { id, secret_type, has_token, custody, browser } = entry;
    const place = { ...placeAlone(entry), ...found };
    await call('storage_access.save_own', { id, ...place, secret_type, has_token, custody, browser });
    await refreshEntries();
  }
  return tested;
}

/** The server stores what it finds. */
async function testShared({ id }: WorkspaceEntry, workspace: string): Promise<Found> {
  const { found, ...tested } = await call('storage_access.test', { id }, { workspace });
  if (found) await refreshEntries();
  return tested;
}

/** Members may not have the server change an entry: they see whether its newest object can be reached. */
async function lookAtShared(entry: WorkspaceEntry, workspace: string): Promise<Found> {
  const below = writeStorageUrl(entry, entry.prefix);
  const listed = await call('storage_access.get_objects', { url: below }, { workspace }).catch(
    () => undefined,
  );
  const found = newestOf(listed?.objects ?? []);
  const newest = found ? { ...found, url: writeStorageUrl(entry, found.key) } : null;
  const { rungs } = await call('storage_access.diagnose', { url: newest?.url ?? below }, { workspace });
  return { rungs, newest };
}

/** The rung that broke, with its number from the ground. */
export function brokenRung(rungs: readonly Rung[]): { rung: Rung; at: number } | undefined {
  const at = rungs.findIndex(({ state }) => state === 'broken');
  const rung = rungs[at];
  return rung && { rung, at: at + 1 };
}
