import { type Selectable, sql } from 'kysely';
import { type Db, lockInTransaction } from '../../db/database.ts';
import type { ProjectRow } from '../../db/experiments-schema.ts';
import { newId } from '../accounts/store.ts';

/** What of a project its place and its names hang on. */
export type Project = Pick<
  Selectable<ProjectRow>,
  'workspace_id' | 'id' | 'name' | 'parent_id' | 'ancestors'
>;

const PLACE = ['workspace_id', 'id', 'name', 'parent_id', 'ancestors'] as const;

/** Until the transaction ends: `alone` to move or rename, `shared` to rely on where projects are. */
export const lockProjects = (tx: Db, workspaceId: string, how: 'alone' | 'shared'): Promise<void> =>
  lockInTransaction(tx, `projects:${workspaceId}`, how);

export function findProject(db: Db, workspaceId: string, id: string): Promise<Project | undefined> {
  return db
    .selectFrom('projects')
    .select(PLACE)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export function findProjectByName(db: Db, workspaceId: string, name: string): Promise<Project | undefined> {
  return db
    .selectFrom('projects')
    .select(PLACE)
    .where('workspace_id', '=', workspaceId)
    .where('name', '=', name)
    .executeTakeFirst();
}

export interface NewProject {
  workspace_id: string;
  user_id: string;
  name: string;
  description?: string | undefined;
  tags?: string[] | undefined;
  system_tags?: string[] | undefined;
  default_output_destination?: string | null | undefined;
}

/** Makes a project below `parent`; undefined when its name is taken. */
export function insertProject(
  tx: Db,
  parent: Project | undefined,
  project: NewProject,
): Promise<Project | undefined> {
  return tx
    .insertInto('projects')
    .values({
      ...project,
      id: newId(),
      parent_id: parent?.id ?? null,
      ancestors: parent ? [...parent.ancestors, parent.id] : [],
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'name']).doNothing())
    .returning(PLACE)
    .executeTakeFirst();
}

export interface ProjectChange {
  description?: string;
  tags?: string[];
  system_tags?: string[];
  default_output_destination?: string | null;
}

export async function changeProject(
  tx: Db,
  { workspace_id, id }: Project,
  change: ProjectChange,
): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ ...change, last_update: sql<string>`now()` })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .execute();
}

/** Gives a project another path, and what is below it its new beginning. */
export async function renameProject(
  tx: Db,
  { workspace_id, id, name: old }: Project,
  name: string,
): Promise<void> {
  await sql`update projects set name = ${name} || substr(name, ${[...old].length + 1}::integer), last_update = now()
    where workspace_id = ${workspace_id} and (id = ${id} or ancestors @> ${[id]}::text[])`.execute(tx);
}
