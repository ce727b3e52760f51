import { matchEntry } from '../../../storage/match.ts';
import { parseStorageUrl, type StoredObject } from '../../../storage/storage-url.ts';
import { StorageUrlError } from '../../../storage/storage-url-error.ts';
import type { Db } from '../../db/database.ts';
import { pathOfAddress } from '../files/stored-address.ts';
import type { TaskHooks } from '../tasks/task-hooks.ts';
import { outputsOf } from '../tasks/task-outputs.ts';
import { knownTasks } from '../tasks/task-store.ts';
import type { CleanupKey } from './cleanup-keys.ts';
import { namedByModels } from './named-objects-store.ts';
import { ownUrls } from './task-objects.ts';

interface Store {
  kind: 'files' | 's3' | 'gcs' | 'azure' | 'web';
  place: string;
  objects: number;
  credentials: boolean;
}

interface Asked {
  workspace_id: string;
  ids: readonly string[];
  delete_output_models?: boolean | null | undefined;
}

interface Counted {
  objects: number;
  stores: Store[];
  kept: number;
  more: boolean;
}

/** What is counted is held in memory. */
const MOST_URLS = 100_000;

/** Counts by store what would go with tasks; ids that are no task of the workspace count nothing. */
export async function countObjects(
  db: Db,
  addresses: readonly string[],
  hooks: readonly TaskHooks[],
  { workspace_id, ids, delete_output_models }: Asked,
  keySets: readonly (readonly CleanupKey[])[],
): Promise<Counted> {
  const own = new Set<string>();
  const named = new Set<string>();
  const models: string[] = [];
  const known = await knownTasks(db, workspace_id, ids);
  for (const id of known) {
    if (named.size > MOST_URLS) break;
    const task = { workspace_id, id };
    const made = await outputsOf(db, task, { delete_output_models }, hooks, { lock: false });
    const urls = Object.values(made.urls).flat();
    models.push(...made.models);
    for (const url of urls) named.add(url);
    for (const url of ownUrls(addresses, { workspace_id, urls, stored_by: [id] })) own.add(url);
  }
  const kept = await namedByModels(db, workspace_id, [...own], models);
  const going = [...own].filter((url) => !kept.has(url));
  return {
    objects: going.length,
    stores: byStore(going.map((url) => storeOf(addresses, keySets, url))),
    kept: named.size - going.length,
    more: named.size > MOST_URLS,
  };
}

function byStore(found: readonly Omit<Store, 'objects'>[]): Store[] {
  const stores = new Map<string, Store>();
  for (const one of found) {
    const key = `${one.kind} ${one.place}`;
    const store = stores.get(key) ?? { ...one, objects: 0 };
    store.objects++;
    // Credentials may be for some folders of a bucket only.
    store.credentials &&= one.credentials;
    stores.set(key, store);
  }
  return [...stores.values()].sort((a, b) => b.objects - a.objects);
}

function storeOf(
  addresses: readonly string[],
  keySets: readonly (readonly CleanupKey[])[],
  url: string,
): Omit<Store, 'objects'> {
  if (pathOfAddress(addresses, url) !== undefined) return { kind: 'files', place: '', credentials: true };
  try {
    const { entry, object } = matchEntry(parseStorageUrl(url, keySets.flat()), keySets.flat());
    return { kind: object.kind, place: placeText(object), credentials: entry !== undefined };
  } catch (error) {
    if (!(error instanceof StorageUrlError)) throw error;
    return { kind: 'web', place: new URL(url).origin, credentials: false };
  }
}

function placeText({ kind, host, account, bucket }: StoredObject): string {
  if (kind === 'gcs') return `gs://${bucket}`;
  if (kind === 's3') return `s3://${host === '' ? '' : `${host}/`}${bucket}`;
  return `azure://${host || `${account}.blob.core.windows.net`}/${bucket}`;
}
