import { placeOf } from '../../storage/match.ts';
import { originOf } from '../../storage/origin.ts';
import type { StoredObject } from '../../storage/storage-url.ts';
import { StorageUrlError } from '../../storage/storage-url-error.ts';
import { call } from '../api.ts';
import { basePath } from '../base-path.ts';
import { queryClient } from '../session.ts';
import { createBatch } from './batch.ts';
import { type Choice, chooseEntry, type Entry, isOwn, type LinkProblem, type Means } from './choose-entry.ts';
import { findFileDoorHref } from './file-door.ts';
import { isAdmitted, loadAnewFor } from './origins.ts';
import { askKeys, hasWebCrypto, thisBrowser } from './page-keys.ts';
import { entriesQuery, type StorageEntries } from './storage-queries.ts';
import { KeyError, type OwnEntry, type StoredFile } from './worker-protocol.ts';

/** A way to an object that a picture or a request can take. */
export interface Link {
  href: string;
  /** By this browser's clock; null when it lasts as long as the session or its SAS. */
  ends_at_ms: number | null;
  /** Id of the entry that signed it; null for a URL that needs none. */
  entry: string | null;
}

export type LinkAnswer = Link | { problem: LinkProblem };

const BATCH = { wait_ms: 50, most: 200 };

/** What this browser can do, without starting the worker where no own entry needs it. */
async function meansFor({ own }: StorageEntries): Promise<Means> {
  const webcrypto = hasWebCrypto();
  const needed = webcrypto && own.some(({ custody }) => custody === 'browser');
  return { webcrypto, browser: needed ? await thisBrowser() : null };
}

/**
 * The entry that serves a URL in this browser; for what the files door keeps, the page's own way to it.
 * @throws StorageUrlError, WireError
 */
export async function entryFor(workspace: string, url: string) {
  const href = await findFileDoorHref(workspace, url);
  if (href !== undefined) return { kind: 'web' as const, href, door: true };
  const entries = await queryClient.ensureQueryData({
    ...entriesQuery(workspace),
    revalidateIfStale: true,
  });
  return chooseEntry(url, entries, await meansFor(entries));
}

const ownBatches = new Map<string, ReturnType<typeof createOwnBatch>>();

/** Own entries sign in the worker; one batch for each version of an entry. */
function createOwnBatch(entry: OwnEntry) {
  return createBatch<StoredObject, Link>(
    async (objects) => {
      const signed = await askKeys('sign', {
        entry,
        objects: objects.map(({ bucket, key }) => ({ bucket, key })),
        method: 'GET',
      });
      return signed.map((link) => ({ ...link, entry: entry.id }));
    },
    { ...BATCH, most: 10_000 },
  );
}

function signOwn(entry: OwnEntry, object: StoredObject, signal: AbortSignal | undefined): Promise<Link> {
  const key = `${entry.id} ${entry.updated}`;
  const batch = ownBatches.get(key) ?? createOwnBatch(entry);
  ownBatches.set(key, batch);
  return batch(object, signal);
}

const sharedBatches = new Map<string, ReturnType<typeof createSharedBatch>>();

/** The workspace's entries are signed by the server. */
function createSharedBatch(workspace: string) {
  return createBatch<string, LinkAnswer>(async (urls) => {
    const { links } = await call('storage_access.sign', { urls }, { workspace });
    return links.map(({ link, through, expires_in_s, entry, problem }): LinkAnswer => {
      if (link === null) return { problem: sharedProblem(problem) };
      return {
        href: through === 'door' ? basePath() + link.replace(/^\//, '') : link,
        ends_at_ms: expires_in_s === null ? null : Date.now() + expires_in_s * 1000,
        entry,
      };
    });
  }, BATCH);
}

/** The server's code for a missing link as one of the page's: the URL itself was read here before. */
const sharedProblem = (code: string | null): LinkProblem => (code === 'no_entry' ? code : 'refused');

function signShared(workspace: string, url: string, signal: AbortSignal | undefined): Promise<LinkAnswer> {
  const batch = sharedBatches.get(workspace) ?? createSharedBatch(workspace);
  sharedBatches.set(workspace, batch);
  return batch(url, signal);
}

/** Whether links lead to the store itself: entries with a SAS of the workspace come through the server's own door. */
export const comesFromStore = (entry: Entry) => isOwn(entry) || entry.secret_type !== 'sas';

/** Has the page loaded anew where its policy does not admit the object's host; true when there is no use in going on. */
function notAdmitted({ entry, object }: Choice): LinkProblem | 'loading' | undefined {
  const origin = originOf(placeOf(entry, object));
  if (!comesFromStore(entry) || isAdmitted(origin)) return undefined;
  return loadAnewFor(origin) ? 'loading' : 'not_admitted';
}

/**
 * A link to an object, signed here or by the server. Questions within 50 ms go together. Where the page must load anew
 * for the object's host, that begins and no answer comes.
 * @throws the signal's reason, or WireError when the server does not answer
 */
export async function linkOf(workspace: string, url: string, signal?: AbortSignal): Promise<LinkAnswer> {
  try {
    const choice = await entryFor(workspace, url);
    if ('problem' in choice) return { problem: choice.problem };
    if ('href' in choice) return { href: choice.href, ends_at_ms: null, entry: null };
    const obstacle = notAdmitted(choice);
    if (obstacle === 'loading') return await new Promise<never>(() => undefined);
    if (obstacle) return { problem: obstacle };
    const { entry, object } = choice;
    return await (isOwn(entry) ? signOwn(entry, object, signal) : signShared(workspace, url, signal));
  } catch (error) {
    if (error instanceof StorageUrlError) return { problem: 'bad_url' };
    if (error instanceof KeyError) return { problem: problemOf(error) };
    throw error;
  }
}

/** A worker's refusal as the reason for a missing link. */
export function problemOf({ trouble }: KeyError): LinkProblem {
  switch (trouble) {
    case 'locked':
    case 'reset':
    case 'other_browser':
    case 'no_webcrypto':
    case 'refused':
    case 'unreachable':
      return trouble;
    case 'no_store':
      return 'other_browser';
    case 'wrong_passphrase':
    case 'account_password':
    case 'failed':
      return 'refused';
  }
}

/** Why a listing or a test has no answer. */
export class LinkError extends Error {
  readonly problem: LinkProblem;

  constructor(problem: LinkProblem, message: string = problem) {
    super(message);
    this.name = 'LinkError';
    this.problem = problem;
  }
}

/**
 * One page of the objects below a prefix, in the order of their keys.
 * @param url the prefix as a storage URL
 * @param after `next` of the page before
 * @throws LinkError, WireError
 */
export async function listObjects(
  workspace: string,
  url: string,
  after?: string,
): Promise<{ objects: StoredFile[]; next: string | null }> {
  try {
    const choice = await entryFor(workspace, url);
    if ('problem' in choice) throw new LinkError(choice.problem);
    if ('href' in choice) throw new LinkError('no_entry');
    const { entry, object } = choice;
    if (isOwn(entry)) {
      return await askKeys('list', { entry, bucket: object.bucket, prefix: object.key, after });
    }
    return await call('storage_access.get_objects', { url, after: after ?? null }, { workspace });
  } catch (error) {
    if (error instanceof StorageUrlError) throw new LinkError('bad_url', error.message);
    if (error instanceof KeyError) throw new LinkError(problemOf(error), error.message);
    throw error;
  }
}
