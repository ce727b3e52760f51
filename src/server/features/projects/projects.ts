import { type Db, inTransaction } from '../../db/database.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import { pathsAbove, readProjectPath } from './project-path.ts';
import {
  changeProject,
  findProject,
  findProjectByName,
  insertProject,
  lockProjects,
  type NewProject,
  type Project,
  type ProjectChange,
  renameProject,
} from './store.ts';

type Owner = Pick<NewProject, 'workspace_id' | 'user_id'>;

/** @throws WireError 400/401 */
export async function requireProject(
  db: Db,
  workspaceId: string,
  id: string,
  field = 'project',
): Promise<Project> {
  const project = await findProject(db, workspaceId, id);
  if (!project) throw new WireError('invalid_project_id', { field }, `id=${id}`);
  return project;
}

const taken = () =>
  invalidField('name', 'another project has it', 'choose another name', 'expected_unique_data');

/**
 * Makes a project and those its path runs through that do not exist yet.
 * @throws WireError 400/801 when the name is taken, 400/407, 400/409
 */
export async function createProject(db: Db, project: NewProject): Promise<string> {
  const { name, location } = readProjectPath(project.name);
  return inTransaction(db, async (tx) => {
    await lockProjects(tx, project.workspace_id, 'shared');
    const parent = await ensureLocation(tx, project, location);
    const made = await insertProject(tx, parent, { ...project, name });
    if (!made) throw taken();
    return made.id;
  });
}

/** The project of this path, made with all above it if it is not there. The id, and whether it is new. */
export async function ensureProject(db: Db, owner: Owner, rawName: string): Promise<Project> {
  const { name } = readProjectPath(rawName);
  return inTransaction(db, async (tx) => {
    await lockProjects(tx, owner.workspace_id, 'shared');
    const project = await ensureLocation(tx, owner, name);
    if (!project) throw new WireError('invalid_project_name', { field: 'name' });
    return project;
  });
}

/** The last project of a path, made where missing; what is below a part such as ".datasets" is hidden. */
export async function ensureLocation(
  tx: Db,
  { workspace_id, user_id }: Owner,
  location: string | undefined,
): Promise<Project | undefined> {
  let parent: Project | undefined;
  for (const path of pathsAbove(location)) {
    const hidden = path.slice(path.lastIndexOf('/') + 1).startsWith('.');
    const project = { workspace_id, user_id, name: path, system_tags: hidden ? ['hidden'] : [] };
    parent =
      (await findProjectByName(tx, workspace_id, path)) ??
      (await insertProject(tx, parent, project)) ??
      (await findProjectByName(tx, workspace_id, path));
  }
  return parent;
}

/**
 * Changes a project. A new name may change its last part only.
 * @throws WireError 400/401, 400/407, 400/408, 400/801
 */
export async function updateProject(
  db: Db,
  workspaceId: string,
  id: string,
  { name: rawName, ...change }: ProjectChange & { name?: string },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockProjects(tx, workspaceId, rawName === undefined ? 'shared' : 'alone');
    const project = await requireProject(tx, workspaceId, id);
    if (rawName !== undefined) await changeName(tx, project, rawName);
    await changeProject(tx, project, change);
  });
}

async function changeName(tx: Db, project: Project, rawName: string): Promise<void> {
  const { name, location } = readProjectPath(rawName);
  if (location !== readProjectPath(project.name).location)
    throw new WireError('cannot_update_project_location', { field: 'name', cure: 'use projects.move' });
  if (name === project.name) return;
  if (await findProjectByName(tx, project.workspace_id, name)) throw taken();
  await renameProject(tx, project, name);
}
