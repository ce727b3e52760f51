import type { ResponseOf } from '../../../contract/contract.ts';
import { matchEntry } from '../../../storage/match.ts';
import { findNewest } from '../../../storage/newest.ts';
import type { Place, Secret } from '../../../storage/place.ts';
import { parseStorageUrl, writeStorageUrl } from '../../../storage/storage-url.ts';
import { StorageUrlError } from '../../../storage/storage-url-error.ts';
import { findRegionAndStyle, walk } from '../../../storage/walk.ts';
import { type Db, inTransaction } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import type { Actor } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import { entryEvent } from './entries.ts';
import { type Keys, openSecret } from './entry-secret.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { placeOf } from './places.ts';
import { plainRungs } from './plain-facts.ts';
import { serverReach } from './server-reach.ts';
import { findEntry, listEntries, type StoredEntry, updateEntry } from './store.ts';
import type { StoreClocks } from './store-clocks.ts';

export interface LadderParts {
  db: Db;
  keyRing: Keys;
  guardedFetch: Pick<GuardedFetch, 'read'>;
  clocks: Pick<StoreClocks, 'note'>;
  /** The page's origin, which stores must admit. */
  origin: string;
}

/** The server's half of the doctor: climbs to one object of the workspace's entries. Other hosts are never asked. */
export async function diagnose(
  parts: LadderParts,
  workspaceId: string,
  url: string,
): Promise<ResponseOf<'storage_access.diagnose'>> {
  const entries = await listEntries(parts.db, workspaceId);
  const { entry, considered } = matchUrl(url, entries);
  const others = considered.map(({ entry: one, why }) => ({ entry: shown(one), why }));
  if (!entry) {
    const nowhere = serverReach(parts, NO_PLACE);
    return { rungs: plainRungs(await walk(nowhere, { url, considered: others })), entry: null };
  }
  const secret = await openSecret(parts.db, parts.keyRing, entry);
  const rungs = await walk(serverReach(parts, entry), {
    url,
    entry: shown(entry),
    secret,
    considered: others,
    through_door: secret.type === 'sas',
  });
  return { rungs: plainRungs(rungs), entry: entry.id };
}

/** Leads nowhere: without an entry nothing is sent. */
const NO_PLACE: Place = {
  kind: 's3',
  scheme: 'https',
  host: 'invalid',
  account: '',
  bucket: '',
  prefix: '',
  region: '',
  style: 'path',
};

const shown = (entry: StoredEntry) => ({ ...placeOf(entry), id: entry.id });

function matchUrl(url: string, entries: readonly StoredEntry[]) {
  try {
    return matchEntry(parseStorageUrl(url, entries), entries);
  } catch (error) {
    if (error instanceof StorageUrlError) return { entry: undefined, considered: [] };
    throw error;
  }
}

/**
 * Tries an entry of a workspace: finds its region and style and stores them, climbs the ladder to what lies below its
 * prefix, and names the newest object there.
 * @throws WireError 400/10 when the workspace has no such entry
 */
export async function testEntry(
  parts: LadderParts,
  workspaceId: string,
  id: string,
  actor: Actor,
): Promise<ResponseOf<'storage_access.test'>> {
  const entry = await findEntry(parts.db, workspaceId, id);
  if (!entry) throw new WireError('invalid_id', { field: 'id' });
  const secret = await openSecret(parts.db, parts.keyRing, entry);
  const found = await findPlace(parts, placeOf(entry), secret);
  const place = { ...placeOf(entry), ...found };
  const reach = serverReach(parts, place);
  const rungs = await walk(reach, {
    url: writeStorageUrl(place, place.prefix),
    entry: { ...place, id },
    secret,
    through_door: secret.type === 'sas',
  });
  const broken = rungs.find(({ state }) => state === 'broken')?.code;
  const newest = broken === undefined ? await findNewest(reach, place, secret) : undefined;
  await inTransaction(parts.db, async (tx) => {
    if (found) await updateEntry(tx, workspaceId, id, found);
    const detail = { ...place, result: broken ?? 'passed' };
    await append(tx, entryEvent('test', { workspace_id: workspaceId, id }, actor, detail));
  });
  return {
    rungs: plainRungs(rungs),
    newest: newest ? { ...newest, url: writeStorageUrl(place, newest.key) } : null,
    found: found ?? null,
  };
}

/** Region and style as the store says them, if they are others than those stored. */
async function findPlace(parts: LadderParts, place: Place, secret: Secret) {
  if (place.kind !== 's3') return undefined;
  const found = await findRegionAndStyle(serverReach(parts, place), place, secret);
  if (!found || !/^[a-z0-9-]{0,64}$/.test(found.region)) return undefined;
  return found.region === place.region && found.style === place.style ? undefined : found;
}
