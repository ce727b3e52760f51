import type { ResponseOf } from '../../../contract/contract.ts';
import type { OwnEntry } from './own-store.ts';
import { placeOf } from './places.ts';
import type { StoredEntry } from './store.ts';

type Listed = ResponseOf<'storage_access.get_all'>;

type Common = Pick<
  OwnEntry | StoredEntry,
  keyof ReturnType<typeof placeOf> | 'id' | 'secret_type' | 'has_token'
> & {
  created_at: string;
  updated_at: string;
};

const shown = (entry: Common) => ({
  id: entry.id,
  ...placeOf(entry),
  secret_type: entry.secret_type,
  has_token: entry.has_token,
  created: entry.created_at,
  updated: entry.updated_at,
});

/** An entry of one's own as the wire shows it; what a browser sealed is for browsers to open. */
export function shownOwnEntry(entry: OwnEntry): Listed['own'][number] {
  const { custody, sealed, browser_id, browser_name } = entry;
  const browser = browser_id === null ? null : { id: browser_id, name: browser_name ?? '' };
  return { ...shown(entry), custody, sealed, browser };
}

/** An entry of the workspace as the wire shows it: nothing of its secret. */
export function shownEntry(entry: StoredEntry & { maker: string | null }): Listed['workspace'][number] {
  return { ...shown(entry), created_by: entry.maker };
}
