import { type Db, inTransaction } from '../../db/database.ts';
import { invalidField } from '../../http/errors.ts';
import { ensureProject } from '../projects/projects.ts';
import { requireReferences } from './references.ts';
import { touchProject, updateTask } from './task-store.ts';
import { requireLocked, type Writer } from './tasks.ts';

interface Place {
  project?: string | null | undefined;
  project_name?: string | null | undefined;
}

/** The project of a place, made if it is named and not there. @throws WireError 400/401; 400/12 if both are given */
export async function choosePlace(
  tx: Db,
  { workspace_id, account_id }: Writer,
  { project, project_name }: Place,
): Promise<{ id: string; name?: string } | undefined> {
  if (project && project_name)
    throw invalidField('project_name', 'must not be given together with a project');
  if (project_name) return ensureProject(tx, { workspace_id, user_id: account_id }, project_name);
  await requireReferences(tx, workspace_id, { project });
  return project ? { id: project } : undefined;
}

/** Moves tasks into a project, all or none; out of any if an empty one is given. @throws WireError 400/101, 400/401 */
export function moveTasks(
  db: Db,
  writer: Writer,
  ids: readonly string[],
  place: Place,
): Promise<string | undefined> {
  if (place.project == null && place.project_name == null)
    throw invalidField('project', 'is required, or project_name');
  return inTransaction(db, async (tx) => {
    const to = await choosePlace(tx, writer, place);
    for (const id of [...new Set(ids)].sort()) {
      const task = await requireLocked(tx, writer, id);
      await updateTask(tx, task, writer.account_id, { project_id: to?.id ?? null });
    }
    await touchProject(tx, writer.workspace_id, to?.id ?? null);
    return to?.id;
  });
}
