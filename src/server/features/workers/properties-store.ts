import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { WorkerKey } from './worker-store.ts';

interface Property {
  name: string;
  value: string;
  expires_at: string | null;
}

/** What was set on a worker and has not ended. */
export function listProperties(db: Db, { workspace_id, id }: WorkerKey): Promise<Property[]> {
  return db
    .selectFrom('worker_properties')
    .select(['name', 'value', 'expires_at'])
    .where('workspace_id', '=', workspace_id)
    .where('worker_id', '=', id)
    .where(sql<boolean>`(expires_at is null or expires_at > now())`)
    .orderBy('name')
    .execute();
}

/** Sets a property, for so many seconds if they are given. */
export async function setProperty(
  tx: Db,
  { workspace_id, id: worker_id }: WorkerKey,
  { name, value, expiry_s }: { name: string; value: string; expiry_s: number | null },
): Promise<void> {
  const expires_at = sql<string | null>`now() + make_interval(secs => ${expiry_s}::float8)`;
  await tx
    .insertInto('worker_properties')
    .values({ workspace_id, worker_id, name, value, expires_at })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'worker_id', 'name']).doUpdateSet({ value, expires_at }),
    )
    .execute();
}

export async function deleteProperty(tx: Db, { workspace_id, id }: WorkerKey, name: string): Promise<void> {
  await tx
    .deleteFrom('worker_properties')
    .where('workspace_id', '=', workspace_id)
    .where('worker_id', '=', id)
    .where('name', '=', name)
    .execute();
}

/** Whether the workspace has a worker of this name, which then stays until the transaction ends. */
export async function keepWorker(tx: Db, { workspace_id, id }: WorkerKey): Promise<boolean> {
  const rows = await tx
    .selectFrom('workers')
    .select('id')
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .forShare()
    .execute();
  return rows.length > 0;
}
