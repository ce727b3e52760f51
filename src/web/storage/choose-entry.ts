import { type Match, matchEntry } from '../../storage/match.ts';
import { classifyUrl, type StoredObject, type WebUrl } from '../../storage/storage-url.ts';
import type { StorageEntries, WorkspaceEntry } from './storage-queries.ts';
import type { OwnEntry } from './worker-protocol.ts';

/** Why there is no link to an object. */
export type LinkProblem =
  | 'no_entry'
  /** The passphrase of *my account* was not typed in this tab. */
  | 'locked'
  /** Only another browser has the secret of the entry that fits. */
  | 'other_browser'
  /** The entry's passphrase was forgotten: its keys must be typed again. */
  | 'reset'
  | 'no_webcrypto'
  | 'bad_url'
  /** The page was loaded anew for the entry's host, and its policy still does not admit it. */
  | 'not_admitted'
  | 'refused'
  | 'unreachable';

/** What this browser can do. */
export interface Means {
  webcrypto: boolean;
  /** This browser's id; null where it keeps nothing. */
  browser: string | null;
}

export type Entry = OwnEntry | WorkspaceEntry;
export const isOwn = (entry: Entry): entry is OwnEntry => 'custody' in entry;

export interface Choice {
  entry: Entry;
  object: StoredObject;
  /** Entries that were not chosen, and why. */
  considered: Match<Entry>['considered'];
}

/** Why an own entry cannot sign here, or undefined when it can, if need be after its passphrase. */
export function obstacle(
  { custody, sealed, browser }: OwnEntry,
  means: Means,
): 'no_webcrypto' | 'reset' | 'other_browser' | undefined {
  if (!means.webcrypto) return 'no_webcrypto';
  if (custody === 'account') return sealed === null ? 'reset' : undefined;
  return browser !== null && browser.id === means.browser ? undefined : 'other_browser';
}

/**
 * The entry that serves a URL: the longest match among those that can sign here, own ones first on a tie. Only when
 * none of them fits, an own entry that cannot sign here is named with the reason.
 * @throws StorageUrlError
 */
export function chooseEntry(
  url: string,
  { own, workspace }: Pick<StorageEntries, 'own' | 'workspace'>,
  means: Means,
): Choice | WebUrl | { problem: LinkProblem; considered: Choice['considered'] } {
  const object = classifyUrl(url, '', [...own, ...workspace]);
  if (object.kind === 'web') return object;
  const able = own.filter((entry) => obstacle(entry, means) === undefined);
  const match = matchEntry<Entry>(object, [...able, ...workspace]);
  if (match.entry) return { ...match, entry: match.entry };
  const unable = own.filter((entry) => !able.includes(entry));
  const missed = matchEntry(object, unable);
  const problem = missed.entry && obstacle(missed.entry, means);
  return {
    problem: problem ?? 'no_entry',
    considered: [...match.considered, ...missed.considered],
  };
}
