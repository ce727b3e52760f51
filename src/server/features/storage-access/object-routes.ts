import type { Secret } from '../../../storage/place.ts';
import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { type Keys, openSecret } from './entry-secret.ts';
import { findObject } from './find-object.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { listObjects } from './listed-objects.ts';
import { passOn } from './object-door.ts';
import { signLinks } from './signed-links.ts';
import { asStorageProblem, storageProblem } from './storage-problem.ts';
import { listEntries } from './store.ts';
import type { StoreClocks } from './store-clocks.ts';

type Names = 'storage_access.sign' | 'storage_access.get_object' | 'storage_access.get_objects';

interface Parts extends Pick<Database, 'db'> {
  keyRing: Keys;
  guardedFetch: GuardedFetch;
  clocks: StoreClocks;
}

/** Objects that one account's browsers may fetch at once; each asks for six of a host. */
const MAX_AT_ONCE = 32;

/** What members see of the workspace's storage: links, lists, and objects that only the server may fetch. */
export function storageObjectRoutes(parts: Parts): Pick<Handlers, Names> {
  const { db, keyRing } = parts;
  const running = new Map<string, number>();
  const find = async (workspaceId: string, url: string) => {
    const found = findObject(url, await listEntries(db, workspaceId));
    const secret = await openSecret(db, keyRing, found.entry);
    requireAlive(secret);
    return { found, secret };
  };
  return {
    async 'storage_access.sign'({ workspace }, { urls, method }) {
      return { links: await signLinks(parts, workspace.id, urls, method) };
    },
    'storage_access.get_object': ({ account, workspace }, { url }, { asked, gone }) =>
      orProblem(async () => {
        const { found, secret } = await find(workspace.id, url);
        // Whatever can be signed for one object goes straight to the store.
        if (secret.type !== 'sas') throw storageProblem('sign_instead');
        const signal = gone();
        takePlace(running, account.id, signal);
        return passOn(parts, found, secret, asked, signal);
      }),
    'storage_access.get_objects': ({ workspace }, { url, after, page_size }) =>
      orProblem(async () => {
        const { found, secret } = await find(workspace.id, url);
        return listObjects(parts, found, secret, { page_size, ...(after && { after }) });
      }),
  };
}

/** A SAS says itself when it ends; what stores say of an ended one differs. */
function requireAlive(secret: Secret): void {
  if (secret.type !== 'sas') return;
  const ends = Date.parse(new URLSearchParams(secret.sas.trim().replace(/^[?&]+/, '')).get('se') ?? '');
  if (ends <= Date.now()) throw storageProblem('sas_expired', { expired: new Date(ends).toISOString() });
}

async function orProblem<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw asStorageProblem(error);
  }
}

/** Counts what an account fetches, until the answer is through or its caller is gone. */
function takePlace(running: Map<string, number>, accountId: string, gone: AbortSignal): void {
  const taken = running.get(accountId) ?? 0;
  if (taken >= MAX_AT_ONCE) throw storageProblem('too_many', { most: String(MAX_AT_ONCE) });
  running.set(accountId, taken + 1);
  const release = () => {
    const left = (running.get(accountId) ?? 1) - 1;
    if (left > 0) running.set(accountId, left);
    else running.delete(accountId);
  };
  if (gone.aborted) release();
  else gone.addEventListener('abort', release, { once: true });
}
