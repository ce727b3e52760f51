import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Project } from './store.ts';

const inside = ({ workspace_id, id }: Project) => sql`workspace_id = ${workspace_id} and project_id in (
  select id from projects where workspace_id = ${workspace_id} and (id = ${id} or ancestors @> array[${id}]))`;

interface Stored {
  id: string;
  urls: string[];
}

interface StoredModel extends Stored {
  /** The task that made it. */
  task_id: string | null;
}

/** The tasks in a project and below it, with where the artifacts they made are stored. */
export async function listTasks(tx: Db, project: Project): Promise<Stored[]> {
  const { rows } = await sql<Stored>`
    select id, array(select distinct a ->> 'uri' from jsonb_array_elements(artifacts) a
      where a ->> 'uri' <> '' and coalesce(a ->> 'mode', 'output') = 'output') as urls
    from tasks where ${inside(project)} order by id for update`.execute(tx);
  return rows;
}

/** Deletes the models in a project and below it; gives where they are stored. */
export async function deleteModels(tx: Db, project: Project): Promise<StoredModel[]> {
  const { rows } = await sql<StoredModel>`delete from models where ${inside(project)}
    returning id, task_id, array_remove(array[uri], '') as urls`.execute(tx);
  return rows;
}

/** Deletes the tasks in a project and below it. */
export async function deleteTasks(tx: Db, project: Project): Promise<number> {
  const { numAffectedRows } = await sql`delete from tasks where ${inside(project)}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
