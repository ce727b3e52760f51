import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { LastMetrics } from './last-metrics.ts';

/** Events belong to tasks or to models. */
export type OwnerKind = 'tasks' | 'models';

export interface Owner {
  id: string;
  /** Events of another number are gone. */
  generation: number;
}

export interface NamedOwner extends Owner {
  name: string;
}

export interface LockedOwner extends Owner {
  /** Published: takes events only where the client asks for it. */
  published: boolean;
  last_metrics: LastMetrics;
}

/** Tasks or models of a workspace, kept as they are until the transaction ends; in one order, so that none waits in a circle. */
export async function lockOwners(
  tx: Db,
  kind: OwnerKind,
  workspaceId: string,
  ids: readonly string[],
): Promise<LockedOwner[]> {
  if (ids.length === 0) return [];
  const published = kind === 'tasks' ? sql`status in ('published', 'publishing')` : sql`ready`;
  const { rows } = await sql<LockedOwner>`
    select id, event_generation as generation, ${published} as published, last_metrics
    from ${sql.table(kind)} where workspace_id = ${workspaceId} and id = any(${ids})
    order by id for no key update`.execute(tx);
  return rows;
}

/** Tasks or models of a workspace whose events are asked for; unknown ones are left out. */
export async function findOwners(
  db: Db,
  kind: OwnerKind,
  workspaceId: string,
  ids: readonly string[],
): Promise<NamedOwner[]> {
  return db
    .selectFrom(kind)
    .select(['id', 'name', 'event_generation as generation'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...ids, ''])
    .execute();
}

/**
 * Makes the events of a task or model invisible at once; a job removes their rows. False when the workspace has none
 * of this id.
 */
export async function dropEvents(
  db: Db,
  { workspace_id, id, kind = 'tasks' }: { workspace_id: string; id: string; kind?: OwnerKind },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable(kind)
    .set({ event_generation: sql<number>`event_generation + 1` })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
