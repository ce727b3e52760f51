import { sql } from 'kysely';
import { type Db, inTransaction } from '../../db/database.ts';
import type { TaskHooks } from '../tasks/task-hooks.ts';

/** Removes the rows of events that are gone, one task after the other. Safe beside other processes that do the same. */
export async function removeDroppedEvents(db: Db): Promise<void> {
  while (await inTransaction(db, removeOne));
}

interface Drop {
  workspace_id: string;
  owner_id: string;
  generation: number;
}

/** False when nothing is left to remove, or others are at it. */
async function removeOne(tx: Db): Promise<boolean> {
  const { rows } = await sql<Drop>`
    select workspace_id, owner_id, generation from event_drops order by at limit 1 for update skip locked`.execute(
    tx,
  );
  const [drop] = rows;
  if (!drop) return false;
  const gone = sql`workspace_id = ${drop.workspace_id} and owner_id = ${drop.owner_id}`;
  for (const table of ['event_scalars', 'event_logs', 'event_samples', 'event_totals'])
    await sql`delete from ${sql.table(table)} where ${gone} and generation <= ${drop.generation}`.execute(tx);
  await sql`delete from event_drops where ${gone}`.execute(tx);
  return true;
}

/** Tells the URLs of a task's debug images, which go with it if asked; that its events go, a trigger notes by itself. */
export const eventHooks: TaskHooks = {
  dropped: () => Promise.resolve(undefined),

  async eventUrls(tx, { workspace_id, id }) {
    const { rows } = await sql<{ url: string }>`
      select distinct content as url from event_samples e
      where workspace_id = ${workspace_id} and owner_id = ${id} and type = 'training_debug_image'
        and generation = (select event_generation from tasks t
          where t.workspace_id = e.workspace_id and t.id = e.owner_id)
      order by 1`.execute(tx);
    return rows.map(({ url }) => url);
  },
};
