import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Project } from './store.ts';

const inside = ({ workspace_id, id }: Project) => sql`workspace_id = ${workspace_id} and project_id in (
  select id from projects where workspace_id = ${workspace_id} and (id = ${id} or ancestors @> array[${id}]))`;

/** Where the artifacts of the tasks in a project and below it are stored. */
export async function listArtifactUrls(tx: Db, project: Project): Promise<string[]> {
  const { rows } = await sql<{ uri: string }>`
    select distinct a ->> 'uri' as uri from tasks, jsonb_array_elements(artifacts) a
    where ${inside(project)} and a ->> 'uri' <> '' and coalesce(a ->> 'mode', 'output') = 'output'`.execute(
    tx,
  );
  return rows.map(({ uri }) => uri);
}

/** Deletes the models in a project and below it; gives where they are stored. */
export async function deleteModels(tx: Db, project: Project): Promise<{ count: number; urls: string[] }> {
  const { rows } = await sql<{
    uri: string;
  }>`delete from models where ${inside(project)} returning uri`.execute(tx);
  return { count: rows.length, urls: rows.flatMap(({ uri }) => (uri === '' ? [] : [uri])) };
}

/** Deletes the tasks in a project and below it. */
export async function deleteTasks(tx: Db, project: Project): Promise<number> {
  const { numAffectedRows } = await sql`delete from tasks where ${inside(project)}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
