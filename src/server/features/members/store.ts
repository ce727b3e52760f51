import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { AccountState, MemberRole } from '../../db/schema.ts';

/** A person of a workspace. */
export interface MemberRow {
  id: string;
  name: string;
  email: string | null;
  initials_color: number;
  state: AccountState;
  role: MemberRole;
  joined: string;
  last_active: string | null;
  credentials: number;
}

export interface MemberFilter {
  workspace_id: string;
  search: string | undefined;
  /** Whether the search looks at e-mail addresses too. */
  by_email: boolean;
  role: MemberRole | undefined;
}

interface Page extends MemberFilter {
  /** The last row of the page before. */
  /** The last row of the page before: when they joined, and their id. */
  after: { at: string; id: string } | undefined;
  limit: number;
}

function conditions({ workspace_id, search, by_email, role }: MemberFilter): RawBuilder<unknown> {
  const text = by_email ? sql`a.name || ' ' || coalesce(a.email, '')` : sql`a.name`;
  return sql`m.workspace_id = ${workspace_id} and a.kind = 'person' and a.state <> 'deleted'
    ${role === undefined ? sql`` : sql`and m.role = ${role}`}
    ${search === undefined ? sql`` : sql`and position(lower(${search}) in lower(${text})) > 0`}`;
}

/** People of a workspace in the order they joined; what is counted per row is counted for this page only. */
export async function listMembers(db: Db, { after, limit, ...filter }: Page): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    with page as (
      select m.workspace_id, m.account_id, m.role, m.created_at, a.name, a.email, a.initials_color, a.state
      from memberships m join accounts a on a.id = m.account_id
      where ${conditions(filter)}
        ${after ? sql`and (m.created_at, m.account_id) > (${after.at}::timestamptz, ${after.id})` : sql``}
      order by m.created_at, m.account_id limit ${limit}
    )
    select p.account_id as id, p.name, p.email, p.initials_color, p.state, p.role, p.created_at as joined,
      u.used_at as last_active,
      (select count(*) from credentials c
        where c.account_id = p.account_id and c.workspace_id = p.workspace_id and c.revoked_at is null
          and (c.expires_at is null or c.expires_at > now())) as credentials
    from page p
    left join member_uses u on u.workspace_id = p.workspace_id and u.account_id = p.account_id
    order by p.created_at, p.account_id`.execute(db);
  return rows;
}

/** How many people match. Without a search no account is looked at: service accounts are known by their own table. */
export async function countMembers(db: Db, filter: MemberFilter): Promise<number> {
  const { workspace_id, search, role } = filter;
  const query =
    search === undefined
      ? sql<{ count: number }>`
          select count(*) from memberships m
          where m.workspace_id = ${workspace_id} ${role === undefined ? sql`` : sql`and m.role = ${role}`}
            and not exists (select from service_accounts s
              where s.workspace_id = ${workspace_id} and s.account_id = m.account_id)`
      : sql<{ count: number }>`
          select count(*) from memberships m join accounts a on a.id = m.account_id where ${conditions(filter)}`;
  const { rows } = await query.execute(db);
  return rows[0]?.count ?? 0;
}

export interface MemberUse {
  workspace_id: string;
  account_id: string;
  /** ISO time. */
  used_at: string;
}

/** Writes last uses in one statement, always in one order; members that are gone meanwhile are passed over. */
export async function writeMemberUses(db: Db, uses: readonly MemberUse[]): Promise<void> {
  const column = (name: keyof MemberUse) => uses.map((use) => use[name]);
  await sql`
    insert into member_uses (workspace_id, account_id, used_at)
    select u.* from unnest(
      ${column('workspace_id')}::text[], ${column('account_id')}::text[], ${column('used_at')}::timestamptz[]
    ) as u(workspace_id, account_id, used_at)
    join memberships m on m.workspace_id = u.workspace_id and m.account_id = u.account_id
    order by u.workspace_id, u.account_id
    on conflict (workspace_id, account_id) do update set used_at = excluded.used_at
      where member_uses.used_at < excluded.used_at`.execute(db);
}
