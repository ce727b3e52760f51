import type { Db } from '../../db/database.ts';

/** Whether the workspace has this project, which then stays until the transaction ends. */
export async function holdsProject(tx: Db, workspaceId: string, id: string): Promise<boolean> {
  return holds(
    await tx
      .selectFrom('projects')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .forKeyShare()
      .execute(),
  );
}

/** Whether the workspace has this task, which then stays until the transaction ends. */
export async function holdsTask(tx: Db, workspaceId: string, id: string): Promise<boolean> {
  return holds(
    await tx
      .selectFrom('tasks')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .forKeyShare()
      .execute(),
  );
}

/** Those of the models that the workspace does not have. */
export async function missingModels(tx: Db, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const found = await tx
    .selectFrom('models')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  const known = new Set(found.map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}

const holds = (rows: readonly unknown[]) => rows.length > 0;
