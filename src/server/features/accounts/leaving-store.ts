import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

export interface LeftWorkspace {
  id: string;
  name: string;
  personal: boolean;
  /** True when the account is an owner and no other owner could sign in. */
  sole_owner: boolean;
  /** How many other people are members; service accounts are not people. */
  others: number;
}

/** An account's workspaces as they matter when it goes, the personal one first. */
export async function listLeftWorkspaces(db: Db, accountId: string): Promise<LeftWorkspace[]> {
  const { rows } = await sql<LeftWorkspace>`
    select w.id, w.name, w.personal_of is not distinct from ${accountId} as personal,
      m.role = 'owner' and not exists (
        select from memberships o join accounts a on a.id = o.account_id
        where o.workspace_id = w.id and o.role = 'owner' and o.account_id <> m.account_id
          and a.kind = 'person' and a.state = 'active'
      ) as sole_owner,
      (select count(*) from memberships o join accounts a on a.id = o.account_id
        where o.workspace_id = w.id and o.account_id <> m.account_id and a.kind = 'person') as others
    from memberships m join workspaces w on w.id = m.workspace_id
    where m.account_id = ${accountId} and w.deleted_at is null
    order by personal desc, lower(w.name), w.id`.execute(db);
  return rows;
}

/** How much would end with an account. */
export async function countOwn(db: Db, accountId: string) {
  const { rows } = await sql<
    Record<'credentials' | 'sessions' | 'personal_vaults' | 'storage_entries' | 'workers', number>
  >`
    select
      (select count(*) from credentials where account_id = ${accountId} and revoked_at is null
        and (expires_at is null or expires_at > now())) as credentials,
      (select count(*) from sessions where account_id = ${accountId} and expires_at > now()) as sessions,
      (select count(*) from vaults where account_id = ${accountId}) as personal_vaults,
      (select count(*) from own_storage_entries where account_id = ${accountId}) as storage_entries,
      (select count(*) from client_workers where account_id = ${accountId}
        and seen_at > now() - interval '7 days') as workers`.execute(db);
  return rows[0] ?? { credentials: 0, sessions: 0, personal_vaults: 0, storage_entries: 0, workers: 0 };
}

/** The processes that used an account's key pairs, as far as they are remembered. */
export function listOwnWorkers(db: Db, accountId: string) {
  return db
    .selectFrom('client_workers')
    .select(['workspace_id', 'worker', 'client', 'address', 'seen_at'])
    .where('account_id', '=', accountId)
    .orderBy('seen_at', 'desc')
    .execute();
}
