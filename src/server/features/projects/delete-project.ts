import { type Db, inTransaction } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import { type Contents, countContents } from './contents-store.ts';
import { deleteModels, deleteTasks, listArtifactUrls } from './delete-store.ts';
import { removeProject } from './move-store.ts';
import { requireProject } from './projects.ts';
import { lockProjects } from './store.ts';

interface Deleted {
  deleted: number;
  disassociated_tasks: number;
  deleted_tasks: number;
  deleted_models: number;
  urls: { model_urls: string[]; artifact_urls: string[]; event_urls: string[] };
}

/**
 * Deletes a project and those below it. Without `delete_contents` their tasks and models stay, without a project.
 * @throws WireError 400/401; 400/402 and 400/405 when it holds what is not archived and `force` is not given
 */
export async function deleteProject(
  db: Db,
  workspaceId: string,
  id: string,
  { force, delete_contents }: { force: boolean; delete_contents: boolean },
): Promise<Deleted> {
  return inTransaction(db, async (tx) => {
    await lockProjects(tx, workspaceId, 'alone');
    const project = await requireProject(tx, workspaceId, id);
    const contents = await countContents(tx, workspaceId, id);
    if (!force) requireEmpty(contents);
    const urls = { model_urls: [] as string[], artifact_urls: [] as string[], event_urls: [] };
    let [deleted_tasks, deleted_models] = [0, 0];
    if (delete_contents) {
      urls.artifact_urls = await listArtifactUrls(tx, project);
      ({ count: deleted_models, urls: urls.model_urls } = await deleteModels(tx, project));
      deleted_tasks = await deleteTasks(tx, project);
    }
    const deleted = await removeProject(tx, project);
    return {
      deleted,
      disassociated_tasks: contents.tasks - deleted_tasks,
      deleted_tasks,
      deleted_models,
      urls,
    };
  });
}

function requireEmpty({ non_archived_tasks, non_archived_models }: Contents): void {
  const cure = 'archive them, or give force';
  if (non_archived_tasks > 0)
    throw new WireError('project_has_tasks', {
      field: 'project',
      rule: `${non_archived_tasks} not archived`,
      cure,
    });
  if (non_archived_models > 0)
    throw new WireError('project_has_models', {
      field: 'project',
      rule: `${non_archived_models} not archived`,
      cure,
    });
}
