import type { ResponseOf } from '../../../contract/contract.ts';
import { originOf } from '../../../storage/origin.ts';
import type { Secret } from '../../../storage/place.ts';
import { signUrl } from '../../../storage/sign.ts';
import type { Db } from '../../db/database.ts';
import { type Keys, openSecret } from './entry-secret.ts';
import { findObject, problemOf } from './find-object.ts';
import { listEntries, type StoredEntry } from './store.ts';
import type { StoreClocks } from './store-clocks.ts';

type Link = ResponseOf<'storage_access.sign'>['links'][number];

/** How long a signed link works, in seconds. */
export const LINK_LIFE_S = 600;

interface Parts {
  db: Db;
  keyRing: Keys;
  clocks: StoreClocks;
}

/** Makes a link to each object that an entry of the workspace leads to; for any other it says why there is none. */
export async function signLinks(
  { db, keyRing, clocks }: Parts,
  workspaceId: string,
  urls: readonly string[],
  method: 'GET' | 'HEAD',
): Promise<Link[]> {
  const entries = await listEntries(db, workspaceId);
  const opened = new Map<string, Promise<Secret>>();
  const secretOf = (entry: StoredEntry) => {
    const secret = opened.get(entry.id) ?? openSecret(db, keyRing, entry);
    opened.set(entry.id, secret);
    return secret;
  };
  const linkOf = async (url: string): Promise<Link> => {
    try {
      const { entry, place, key } = findObject(url, entries);
      const { id } = entry;
      if (entry.secret_type === 'sas')
        return { ...none(url), entry: id, link: doorLink(url, workspaceId), through: 'door' };
      const now = clocks.now(originOf(place));
      const link = await signUrl(place, await secretOf(entry), { method, key, expires_s: LINK_LIFE_S, now });
      return { url, entry: id, link, through: 'store', expires_in_s: LINK_LIFE_S, problem: null };
    } catch (error) {
      const problem = problemOf(error);
      if (problem === undefined) throw error;
      return { ...none(url), problem };
    }
  };
  return Promise.all(urls.map(linkOf));
}

const none = (url: string): Link => ({
  url,
  entry: null,
  link: null,
  through: null,
  expires_in_s: null,
  problem: null,
});

/** What a SAS opens cannot be narrowed to one object, so it stays here and the server fetches the object. */
function doorLink(url: string, workspaceId: string): string {
  return `api/storage_access.get_object?${new URLSearchParams({ url, tenant: workspaceId })}`;
}
