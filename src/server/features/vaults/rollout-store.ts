import { sql } from 'kysely';
import { type Db, inTransaction } from '../../db/database.ts';
import type { Vault } from './store.ts';

/** How long fetches and workers are remembered. */
export const KEPT_DAYS = 30;

/** A worker of an account, seen at a log-in. */
export interface WorkerSeen {
  workspace_id: string;
  account_id: string;
  worker: string;
  client: string | null;
  address: string;
  /** ISO time. */
  at: string;
}

/** A vault's version as served to a worker. */
export interface Fetch extends WorkerSeen {
  vault_id: string;
  version: number;
}

const column = <Row, Name extends keyof Row>(rows: readonly Row[], name: Name) =>
  rows.map((row) => row[name]);

/*
 * Both write in one order, so that processes do not wait for each other in a ring, and hold what their rows point to:
 * a vault deleted meanwhile would else make the whole batch fail.
 */

/** Writes workers seen in one statement; members that are gone meanwhile are passed over. */
export async function writeWorkers(db: Db, rows: readonly WorkerSeen[]): Promise<void> {
  const statement = sql`
    insert into client_workers (workspace_id, account_id, worker, client, address, seen_at)
    select u.* from unnest(
      ${column(rows, 'workspace_id')}::text[], ${column(rows, 'account_id')}::text[],
      ${column(rows, 'worker')}::text[], ${column(rows, 'client')}::text[],
      ${column(rows, 'address')}::text[], ${column(rows, 'at')}::timestamptz[]
    ) as u(workspace_id, account_id, worker, client, address, seen_at)
    join memberships m on m.workspace_id = u.workspace_id and m.account_id = u.account_id
    order by u.workspace_id, u.account_id, u.worker
    for key share of m
    on conflict (workspace_id, account_id, worker) do update set
      client = excluded.client, address = excluded.address, seen_at = excluded.seen_at
      where client_workers.seen_at <= excluded.seen_at`;
  await inTransaction(db, (tx) => statement.execute(tx));
}

/** Writes fetches in one statement, one row per vault and worker; vaults that are gone are passed over. */
export async function writeFetches(db: Db, rows: readonly Fetch[]): Promise<void> {
  const statement = sql`
    insert into vault_fetches (workspace_id, vault_id, account_id, worker, client, address, version, fetched_at)
    select u.* from unnest(
      ${column(rows, 'workspace_id')}::text[], ${column(rows, 'vault_id')}::text[],
      ${column(rows, 'account_id')}::text[], ${column(rows, 'worker')}::text[],
      ${column(rows, 'client')}::text[], ${column(rows, 'address')}::text[],
      ${column(rows, 'version')}::integer[], ${column(rows, 'at')}::timestamptz[]
    ) as u(workspace_id, vault_id, account_id, worker, client, address, version, fetched_at)
    join vaults v on v.workspace_id = u.workspace_id and v.id = u.vault_id
    order by u.workspace_id, u.vault_id, u.account_id, u.worker
    for key share of v
    on conflict (workspace_id, vault_id, account_id, worker) do update set
      client = excluded.client, address = excluded.address, version = excluded.version,
      fetched_at = excluded.fetched_at
      where vault_fetches.fetched_at <= excluded.fetched_at`;
  await inTransaction(db, (tx) => statement.execute(tx));
}

export interface WorkerRow {
  worker: string;
  user_id: string;
  user_name: string;
  client: string | null;
  address: string;
  version: number | null;
  fetched: string | null;
  seen: string;
}

/** Workers of every member a vault is for, with the version each was served last; those seen last come first. */
export async function listWorkers(db: Db, vault: Vault): Promise<WorkerRow[]> {
  const { workspace_id, id, account_id, for_all } = vault;
  const { rows } = await sql<WorkerRow>`
    select coalesce(f.worker, w.worker) as worker, a.id as user_id, a.name as user_name,
      coalesce(f.client, w.client) as client, coalesce(f.address, w.address) as address,
      f.version, f.fetched_at as fetched, greatest(f.fetched_at, w.seen_at) as seen
    from (select * from client_workers where workspace_id = ${workspace_id}
        and seen_at > now() - make_interval(days => ${KEPT_DAYS})) w
    full join (select * from vault_fetches where workspace_id = ${workspace_id} and vault_id = ${id}
        and fetched_at > now() - make_interval(days => ${KEPT_DAYS})) f
      on f.account_id = w.account_id and f.worker = w.worker
    join accounts a on a.id = coalesce(f.account_id, w.account_id) and a.state = 'active'
    join memberships s on s.workspace_id = ${workspace_id} and s.account_id = a.id
    where ${for_all && account_id === null}
      or a.id = ${account_id}
      or exists (select from vault_members m
        where m.workspace_id = ${workspace_id} and m.vault_id = ${id} and m.account_id = a.id)
    order by seen desc, worker
    limit 1000`.execute(db);
  return rows;
}

/** Forgets fetches and workers older than `KEPT_DAYS`. */
export async function deleteOldFetches(db: Db): Promise<void> {
  const limit = sql<string>`now() - make_interval(days => ${KEPT_DAYS})`;
  await db.deleteFrom('vault_fetches').where('fetched_at', '<', limit).execute();
  await db.deleteFrom('client_workers').where('seen_at', '<', limit).execute();
}
