import { type Db, inTransaction } from '../../db/database.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import { depthBelow, listChildren, moveContents, placeProject, removeProject } from './move-store.ts';
import { MAX_DEPTH, readProjectPath } from './project-path.ts';
import { ensureLocation, requireProject } from './projects.ts';
import { findProjectByName, lockProjects, type Project } from './store.ts';

interface Owner {
  workspace_id: string;
  user_id: string;
}

/**
 * Moves a project with all below it to a path, which is made where missing; without one to the top.
 * @throws WireError 400/401, 400/409, 400/410, 400/411, 400/801
 */
export async function moveProject(
  db: Db,
  owner: Owner,
  id: string,
  location: string | undefined,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    await lockProjects(tx, owner.workspace_id, 'alone');
    const project = await requireProject(tx, owner.workspace_id, id);
    const place = location ? readProjectPath(location).name : undefined;
    const path = readProjectPath(project.name);
    if (place === path.location)
      throw new WireError('project_source_and_destination_are_the_same', { field: 'new_location' });
    if (place !== undefined && isAtOrBelow(place, project.name))
      throw new WireError('project_cannot_be_moved_under_itself', { field: 'new_location' });
    return placeUnder(tx, project, await ensureLocation(tx, owner, place));
  });
}

/**
 * Moves a project's tasks, models and projects below it into another (or to the top, out of any project) and deletes it.
 * @throws WireError 400/401, 400/409, 400/410, 400/412, 400/801
 */
export async function mergeProject(
  db: Db,
  workspaceId: string,
  id: string,
  destinationId: string | undefined,
): Promise<{ moved_entities: number; moved_projects: number }> {
  return inTransaction(db, async (tx) => {
    await lockProjects(tx, workspaceId, 'alone');
    const project = await requireProject(tx, workspaceId, id);
    if (id === destinationId)
      throw new WireError('project_source_and_destination_are_the_same', { field: 'destination_project' });
    const to = destinationId
      ? await requireProject(tx, workspaceId, destinationId, 'destination_project')
      : undefined;
    if (to?.ancestors.includes(id))
      throw new WireError('project_cannot_be_merged_into_its_child', { field: 'destination_project' });
    const moved_entities = await moveContents(tx, project, to?.id ?? null);
    let moved_projects = 0;
    for (const child of await listChildren(tx, project)) moved_projects += await placeUnder(tx, child, to);
    await removeProject(tx, project);
    return { moved_entities, moved_projects };
  });
}

const isAtOrBelow = (path: string, above: string) => path === above || path.startsWith(`${above}/`);

async function placeUnder(tx: Db, project: Project, parent: Project | undefined): Promise<number> {
  const base = project.name.slice(project.name.lastIndexOf('/') + 1);
  const name = parent ? `${parent.name}/${base}` : base;
  const depth = (parent ? parent.ancestors.length + 1 : 0) + 1 + (await depthBelow(tx, project));
  if (depth > MAX_DEPTH)
    throw new WireError('project_path_exceeds_max', { rule: `at most ${MAX_DEPTH} levels` });
  if (await findProjectByName(tx, project.workspace_id, name))
    throw invalidField(
      'project',
      `there is "${name}" already`,
      'rename one of them first',
      'expected_unique_data',
    );
  return placeProject(tx, project, parent, name);
}
