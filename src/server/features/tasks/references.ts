import type { Db } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import { holdsProject, holdsTask, missingModels } from './reference-store.ts';

interface References {
  project?: string | null | undefined;
  parent?: string | null | undefined;
  models?: { input?: Named[] | null | undefined; output?: Named[] | null | undefined } | null | undefined;
}

interface Named {
  model: string;
}

/**
 * What a task refers to must be of its workspace.
 * @throws WireError 400/401 for the project, 400/101 for the parent, 400/201 for a model
 */
export async function requireReferences(
  tx: Db,
  workspaceId: string,
  { project, parent, models }: References,
): Promise<void> {
  if (project && !(await holdsProject(tx, workspaceId, project)))
    throw new WireError('invalid_project_id', { field: 'project' }, `id=${project}`);
  if (parent && !(await holdsTask(tx, workspaceId, parent)))
    throw new WireError('invalid_task_id', { field: 'parent' }, `id=${parent}`);
  const named = [...(models?.input ?? []), ...(models?.output ?? [])].map(({ model }) => model);
  const [missing] = await missingModels(tx, workspaceId, named);
  if (missing !== undefined) throw new WireError('invalid_model_id', { field: 'models' }, `id=${missing}`);
}
