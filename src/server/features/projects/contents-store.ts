import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { TaskStatus } from '../../db/experiments-schema.ts';

/** One state and status of the tasks of a project. */
interface TaskCount {
  project_id: string;
  archived: boolean;
  status: TaskStatus;
  tasks: number;
  runtime_s: number;
  completed_24h: number;
  /** Seconds since 1970; null when none ever ran. */
  last_started: number | null;
}

/** Tasks by state and status, in each of these projects, with those below them if asked. */
export async function countTasks(
  db: Db,
  workspaceId: string,
  projects: readonly string[],
  withChildren: boolean,
): Promise<TaskCount[]> {
  const below = withChildren ? sql`or p.ancestors @> array[root.id]` : sql``;
  const { rows } = await sql<TaskCount>`
    select root.id as project_id, t.system_tags @> '{archived}' as archived, t.status, count(*) as tasks,
      coalesce(sum(t.active_duration_s), 0)::float8 as runtime_s,
      count(*) filter (where t.completed > now() - interval '24 hours') as completed_24h,
      floor(extract(epoch from max(t.started)))::float8 as last_started
    from unnest(${[...projects]}::text[]) root (id)
    join projects p on p.workspace_id = ${workspaceId} and (p.id = root.id ${below})
    join tasks t on t.workspace_id = ${workspaceId} and t.project_id = p.id
    group by 1, 2, 3`.execute(db);
  return rows;
}

interface SubProject {
  root: string;
  id: string;
  name: string;
}

/** What is below each of these projects, by path. */
export async function listBelow(
  db: Db,
  workspaceId: string,
  projects: readonly string[],
  withHidden: boolean,
): Promise<SubProject[]> {
  const shown = withHidden
    ? sql``
    : sql`and not p.system_tags @> '{hidden}' and not (p.ancestors && array(
        select h.id from projects h where h.workspace_id = ${workspaceId} and h.system_tags @> '{hidden}'))`;
  const { rows } = await sql<SubProject>`
    select root.id as root, p.id, p.name from unnest(${[...projects]}::text[]) root (id)
    join projects p on p.workspace_id = ${workspaceId} and p.ancestors @> array[root.id] ${shown}
    order by p.name`.execute(db);
  return rows;
}

interface Owned {
  project_id: string;
  tasks: number;
  models: number;
}

/** What each of these projects holds itself. */
export async function countOwn(db: Db, workspaceId: string, projects: readonly string[]): Promise<Owned[]> {
  const { rows } = await sql<Owned>`
    select root.id as project_id,
      (select count(*) from tasks t where t.workspace_id = ${workspaceId} and t.project_id = root.id) as tasks,
      (select count(*) from models m where m.workspace_id = ${workspaceId} and m.project_id = root.id) as models
    from unnest(${[...projects]}::text[]) root (id)`.execute(db);
  return rows;
}

export interface Contents {
  tasks: number;
  non_archived_tasks: number;
  models: number;
  non_archived_models: number;
}

/** Tasks and models in a project and below it. */
export async function countContents(db: Db, workspaceId: string, project: string): Promise<Contents> {
  const inside = sql`workspace_id = ${workspaceId} and project_id in (select id from projects
    where workspace_id = ${workspaceId} and (id = ${project} or ancestors @> array[${project}]))`;
  const { rows } = await sql<Contents>`
    select t.tasks, t.non_archived_tasks, m.models, m.non_archived_models from
      (select count(*) as tasks, count(*) filter (where not system_tags @> '{archived}') as non_archived_tasks
        from tasks where ${inside}) t,
      (select count(*) as models, count(*) filter (where not system_tags @> '{archived}') as non_archived_models
        from models where ${inside}) m`.execute(db);
  return rows[0] ?? { tasks: 0, non_archived_tasks: 0, models: 0, non_archived_models: 0 };
}
