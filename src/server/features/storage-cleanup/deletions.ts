import { parseStorageUrl } from '../../../storage/storage-url.ts';
import { StorageUrlError } from '../../../storage/storage-url-error.ts';
import { type Db, inTransaction } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import { newId } from '../accounts/store.ts';
import type { Actor } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import {
  insertDeletion,
  type ListedDeletion,
  type NotedObject,
  resetFailures,
  type Viewer,
} from './deletions-store.ts';
import type { Reason } from './reasons.ts';

interface Wanted {
  workspace_id: string;
  /** Who asks: their own credentials are tried first. */
  account_id: string;
  /** At least one; the same one twice counts once. */
  urls: readonly string[];
  /** The task whose reset left them, and the generation of its events from then on: once it runs again, they stay. */
  reset?: { task: string; generation: number } | undefined;
}

/**
 * Notes objects to be deleted by the background job; joins the transaction if `db` is one. Whether the account may ask
 * for it is the caller's to decide. Addresses that name no object are noted as failed and keep nothing else back.
 * @returns the deletion's id
 */
export async function startDeletion(db: Db, wanted: Wanted, actor?: Actor): Promise<string> {
  const { workspace_id, account_id, reset } = wanted;
  const objects = [...new Set(wanted.urls.map(withoutSecrets))].map(noted);
  const id = newId();
  await inTransaction(db, async (tx) => {
    await insertDeletion(tx, { workspace_id, id, account_id, reset }, objects);
    await append(tx, {
      ...(actor ?? { actor_id: account_id }),
      action: 'storage_cleanup.create',
      workspace_id,
      account_id,
      target: id,
      detail: { objects: objects.length },
    });
  });
  return id;
}

/** A web address without what signs it or signs one in: user and password, query and fragment. */
function withoutSecrets(url: string): string {
  const [, scheme = '', rest = ''] = /^(https?:\/\/)(?:[^/?#]*@)?([^?#]*)/i.exec(url) ?? [];
  return scheme ? scheme + rest : url;
}

/** Web addresses may be of a host that only the credentials know, so the job says whether they name an object. */
function noted(url: string): NotedObject {
  try {
    return { url, failed_code: parseStorageUrl(url).key === '' ? ('no_key' satisfies Reason) : null };
  } catch (error) {
    if (!(error instanceof StorageUrlError)) throw error;
    if (error.code === 'not_storage' && /^https?:/i.test(url)) return { url, failed_code: null };
    return { url, failed_code: codeOf(error) };
  }
}

/** The reason that fits an address that cannot be read. */
export const codeOf = ({ code }: StorageUrlError): Reason =>
  code === 'not_storage' || code === 'local_file' || code === 'empty' ? 'not_storage' : 'bad_address';

/**
 * Sets what a deletion could not delete to be tried again.
 * @returns how many objects
 * @throws WireError 400/10 for a deletion the member may not see
 */
export async function retryDeletion(db: Db, viewer: Viewer, id: string, actor: Actor): Promise<number> {
  return inTransaction(db, async (tx) => {
    const retried = await resetFailures(tx, viewer, id);
    if (retried === undefined) throw new WireError('invalid_id', { field: 'id' });
    if (retried > 0)
      await append(tx, {
        ...actor,
        action: 'storage_cleanup.retry',
        workspace_id: viewer.workspace_id,
        account_id: null,
        target: id,
        detail: { objects: retried },
      });
    return retried;
  });
}

/** A deletion as the wire shows it. */
export const shownDeletion = ({ account_id, account_name, ...rest }: ListedDeletion) => ({
  ...rest,
  by: { id: account_id, name: account_name },
});
