import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Project } from './store.ts';

/** Puts a project with all below it under another, or at the top. How many projects moved. */
export async function placeProject(
  tx: Db,
  { workspace_id, id, name: old, ancestors: above }: Project,
  parent: Project | undefined,
  name: string,
): Promise<number> {
  const ancestors = parent ? [...parent.ancestors, parent.id] : [];
  const { numAffectedRows } = await sql`
    update projects set name = ${name} || substr(name, ${[...old].length + 1}::integer), last_update = now(),
      ancestors = ${ancestors}::text[] || ancestors[${above.length + 1}::integer:],
      parent_id = case when id = ${id} then ${parent?.id ?? null} else parent_id end
    where workspace_id = ${workspace_id} and (id = ${id} or ancestors @> array[${id}])`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** The deepest path below a project, in levels counted from it. */
export async function depthBelow(tx: Db, { workspace_id, id, ancestors }: Project): Promise<number> {
  const { rows } = await sql<{ depth: number }>`
    select coalesce(max(cardinality(ancestors)), ${ancestors.length}) - ${ancestors.length}::integer as depth
    from projects where workspace_id = ${workspace_id} and ancestors @> array[${id}]`.execute(tx);
  return rows[0]?.depth ?? 0;
}

/** Projects directly below one, by path. */
export async function listChildren(tx: Db, { workspace_id, id }: Project): Promise<Project[]> {
  return tx
    .selectFrom('projects')
    .select(['workspace_id', 'id', 'name', 'parent_id', 'ancestors'])
    .where('workspace_id', '=', workspace_id)
    .where('parent_id', '=', id)
    .orderBy('name')
    .execute();
}

/** Puts a project's own tasks and models into another, or into none. How many there were. */
export async function moveContents(
  tx: Db,
  { workspace_id, id }: Project,
  to: string | null,
): Promise<number> {
  let moved = 0;
  for (const table of ['tasks', 'models'] as const) {
    const { numUpdatedRows } = await tx
      .updateTable(table)
      .set({ project_id: to, last_change: sql<string>`now()` })
      .where('workspace_id', '=', workspace_id)
      .where('project_id', '=', id)
      .executeTakeFirst();
    moved += Number(numUpdatedRows);
  }
  return moved;
}

/** Removes a project and those below it; what they hold stays without a project. How many projects went. */
export async function removeProject(tx: Db, { workspace_id, id }: Project): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from projects where workspace_id = ${workspace_id} and (id = ${id} or ancestors @> array[${id}])`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0);
}
