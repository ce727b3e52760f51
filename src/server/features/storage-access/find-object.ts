import { type Match, matchEntry, placeOf } from '../../../storage/match.ts';
import type { Place } from '../../../storage/place.ts';
import { SigningError } from '../../../storage/sign/signing-error.ts';
import { parseStorageUrl, type StoredObject } from '../../../storage/storage-url.ts';
import { StorageUrlError } from '../../../storage/storage-url-error.ts';
import type { StoredEntry } from './store.ts';

/** An object that one of the workspace's entries leads to. */
export interface FoundObject {
  entry: StoredEntry;
  place: Place;
  key: string;
}

/** The URL names no object that an entry of the workspace leads to. */
export class NoEntry extends Error {
  readonly code = 'no_entry';
}

/**
 * Finds the entry for an object's URL.
 * @throws StorageUrlError for what is no URL of an object, NoEntry when no entry has it
 */
export function findObject(url: string, entries: readonly StoredEntry[]): FoundObject {
  const { entry, object } = matchUrl(url, entries);
  if (!entry) throw new NoEntry();
  return { entry, place: placeOf(entry, object), key: object.key };
}

function matchUrl(url: string, entries: readonly StoredEntry[]): Match<StoredEntry> {
  const object: StoredObject = parseStorageUrl(url, entries);
  return matchEntry(object, entries);
}

/** The code of what can be wrong with a URL or its entry; undefined for any other error. */
export function problemOf(error: unknown): string | undefined {
  const isKnown =
    error instanceof StorageUrlError || error instanceof SigningError || error instanceof NoEntry;
  return isKnown ? error.code : undefined;
}
