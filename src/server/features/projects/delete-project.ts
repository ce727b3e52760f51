import { type Db, inTransaction } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import { gatherEventUrls, type Requester, type TaskHooks, tellDropped } from '../tasks/task-hooks.ts';
import { type Contents, countContents } from './contents-store.ts';
import { deleteModels, deleteTasks, listTasks } from './delete-store.ts';
import { removeProject } from './move-store.ts';
import { requireProject } from './projects.ts';
import { lockProjects, type Project } from './store.ts';

interface Deleted {
  deleted: number;
  disassociated_tasks: number;
  deleted_tasks: number;
  deleted_models: number;
  urls: { model_urls: string[]; artifact_urls: string[]; event_urls: string[] };
}

interface Deletion {
  force: boolean;
  delete_contents: boolean;
  /** Who wants the stored objects to go too, if somebody does. */
  asked_by: Requester | undefined;
}

/**
 * Deletes a project and those below it. Without `delete_contents` their tasks and models stay, without a project.
 * @throws WireError 400/401; 400/402 and 400/405 when it holds what is not archived and `force` is not given
 */
export async function deleteProject(
  db: Db,
  workspaceId: string,
  id: string,
  { force, delete_contents, asked_by }: Deletion,
  hooks: readonly TaskHooks[],
): Promise<Deleted> {
  return inTransaction(db, async (tx) => {
    await lockProjects(tx, workspaceId, 'alone');
    const project = await requireProject(tx, workspaceId, id);
    const contents = await countContents(tx, workspaceId, id);
    if (!force) requireEmpty(contents);
    const gone = delete_contents ? await deleteContents(tx, project, asked_by, hooks) : NOTHING;
    const deleted = await removeProject(tx, project);
    return { ...gone, deleted, disassociated_tasks: contents.tasks - gone.deleted_tasks };
  });
}

const NOTHING = {
  deleted_tasks: 0,
  deleted_models: 0,
  urls: { model_urls: [], artifact_urls: [], event_urls: [] },
};

async function deleteContents(
  tx: Db,
  project: Project,
  asked_by: Requester | undefined,
  hooks: readonly TaskHooks[],
): Promise<Omit<Deleted, 'deleted' | 'disassociated_tasks'>> {
  const { workspace_id } = project;
  const tasks = await listTasks(tx, project);
  const event_urls: string[] = [];
  for (const { id, urls } of tasks) {
    const shown = await gatherEventUrls(tx, hooks, { workspace_id, id });
    event_urls.push(...shown);
    const all = [...urls, ...shown];
    await tellDropped(tx, hooks, { workspace_id, id, urls: all, stored_by: [id], asked_by });
  }
  const models = await deleteModels(tx, project);
  for (const { id, urls, task_id } of models) {
    const stored_by = [id, ...(task_id === null ? [] : [task_id])];
    await tellDropped(tx, hooks, { workspace_id, id, urls, stored_by, asked_by });
  }
  const urls = {
    model_urls: models.flatMap((model) => model.urls),
    artifact_urls: [...new Set(tasks.flatMap((task) => task.urls))],
    event_urls,
  };
  return { deleted_tasks: await deleteTasks(tx, project), deleted_models: models.length, urls };
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
