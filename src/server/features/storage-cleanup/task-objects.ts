import { classifyUrl } from '../../../storage/storage-url.ts';
import { StorageUrlError } from '../../../storage/storage-url-error.ts';
import { pathOfAddress } from '../files/stored-address.ts';
import type { DroppedTask, TaskHooks } from '../tasks/task-hooks.ts';
import { startDeletion } from './deletions.ts';
import { namedByModels } from './named-objects-store.ts';
import { liesInOwnFolder } from './own-folder.ts';

/** Objects that reset and deleted tasks and models leave behind, deleted by the background job where asked for. */
export function storedObjectHooks(addresses: readonly string[]): TaskHooks {
  return {
    eventUrls: () => Promise.resolve([]),
    async dropped(tx, task) {
      const { workspace_id, asked_by, reset_generation } = task;
      if (!asked_by) return undefined;
      const own = ownUrls(addresses, task);
      const kept = await namedByModels(tx, workspace_id, own, []);
      const urls = own.filter((url) => !kept.has(url));
      if (urls.length === 0) return undefined;
      const reset =
        reset_generation === undefined ? undefined : { task: task.id, generation: reset_generation };
      const wanted = { workspace_id, account_id: asked_by.account_id, urls, reset };
      return startDeletion(tx, wanted, asked_by.actor);
    },
  };
}

/**
 * Which of the URLs that a task or model names are its own objects and may go with it: those in a folder named after
 * it that the server can reach.
 */
export function ownUrls(
  addresses: readonly string[],
  { workspace_id, urls, stored_by }: Pick<DroppedTask, 'workspace_id' | 'urls' | 'stored_by'>,
): string[] {
  return [...new Set(urls)].filter(
    (url) => liesInOwnFolder(url, stored_by) && isReachable(addresses, workspace_id, url),
  );
}

/** Not a path on some machine; not a file of another workspace, should a URL say so. */
function isReachable(addresses: readonly string[], workspaceId: string, url: string): boolean {
  if (pathOfAddress(addresses, url) !== undefined) {
    const tenant = new URL(url).searchParams.get('tenant');
    return tenant === null || tenant === workspaceId;
  }
  try {
    classifyUrl(url, '');
    return true;
  } catch (error) {
    if (error instanceof StorageUrlError) return false;
    throw error;
  }
}
