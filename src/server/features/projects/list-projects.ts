import { type RawBuilder, sql } from 'kysely';
import type { ParsedRequestOf } from '../../../contract/contract.ts';
import type { Db } from '../../db/database.ts';
import type { Principal } from '../../http/principal.ts';
import { PROJECT_FIELDS } from '../queries/entity-fields.ts';
import { listExpanded } from '../queries/expand.ts';
import type { Listed } from '../queries/list.ts';
import type { Document } from '../queries/projection.ts';
import { activeUsers } from './active-users.ts';
import { countOwn, countTasks, listBelow } from './contents-store.ts';
import { shallowSearch } from './shallow-search.ts';

type Query = ParsedRequestOf<'projects.get_all_ex'>;

/** Projects with what they hold, as `projects.get_all_ex` shows them. */
export async function listProjects(db: Db, caller: Principal, query: Query): Promise<Listed> {
  const extra = both(shallowSearch(query), activeUsers(caller.workspace.id, query.active_users));
  const listed = await listExpanded(db, caller, PROJECT_FIELDS, query, extra);
  const ids = listed.documents.map(({ id }) => String(id));
  const additions =
    ids.length === 0 ? [] : await Promise.all([stats(db, caller, query, ids), own(db, caller, query, ids)]);
  const documents = listed.documents.map(
    (document) =>
      Object.assign(document, ...additions.map((added) => added.get(String(document.id)) ?? {})) as Document,
  );
  return { ...listed, documents };
}

const both = (...conditions: (RawBuilder<boolean> | undefined)[]) => {
  const asked = conditions.filter((condition) => condition !== undefined);
  return asked.length > 0 ? sql<boolean>`${sql.join(asked, sql` and `)}` : undefined;
};

const STATUSES = [
  ...(['created', 'queued', 'in_progress', 'stopped', 'published', 'publishing'] as const),
  ...(['closed', 'failed', 'completed', 'unknown'] as const),
];

const noTasks = () => ({
  status_count: Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<string, number>,
  total_tasks: 0,
  total_runtime: 0,
  completed_tasks_24h: 0,
  last_task_run: undefined as number | undefined,
});

async function stats(
  db: Db,
  { workspace }: Principal,
  { include_stats, stats_with_children, stats_for_state, search_hidden }: Query,
  ids: readonly string[],
): Promise<Map<string, Document>> {
  if (!include_stats) return new Map();
  const states = stats_for_state ? [stats_for_state] : (['active', 'archived'] as const);
  const found = new Map(
    ids.map((id) => [
      id,
      {
        stats: Object.fromEntries(states.map((state) => [state, noTasks()])),
        sub_projects: [] as Document[],
      },
    ]),
  );
  for (const row of await countTasks(db, workspace.id, ids, stats_with_children ?? true)) {
    const state = found.get(row.project_id)?.stats[row.archived ? 'archived' : 'active'];
    if (!state) continue;
    state.status_count[row.status] = (state.status_count[row.status] ?? 0) + row.tasks;
    state.total_tasks += row.tasks;
    state.total_runtime += row.runtime_s;
    state.completed_tasks_24h += row.completed_24h;
    if (row.last_started !== null) state.last_task_run = Math.max(state.last_task_run ?? 0, row.last_started);
  }
  for (const { root, id, name } of await listBelow(db, workspace.id, ids, search_hidden ?? false))
    found.get(root)?.sub_projects.push({ id, name });
  return found;
}

async function own(
  db: Db,
  { workspace }: Principal,
  { check_own_contents }: Query,
  ids: readonly string[],
): Promise<Map<string, Document>> {
  if (!check_own_contents) return new Map();
  const rows = await countOwn(db, workspace.id, ids);
  return new Map(
    rows.map(({ project_id, tasks, models }) => [project_id, { own_tasks: tasks, own_models: models }]),
  );
}
