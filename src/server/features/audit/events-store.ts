import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** Which events, the newest first. */
export interface Wanted {
  /** First parts of actions ("credentials"); none means all. */
  kinds: readonly string[];
  actor: string | undefined;
  /** ISO times; `from` is part of the range, `to` is not. */
  from: string | undefined;
  to: string | undefined;
  /** The last event of the page before. */
  after: { at: string; id: number } | undefined;
  limit: number;
}

export interface StoredEvent {
  id: number;
  at: string;
  workspace_id: string | null;
  kind: string;
  action: string;
  account_id: string | null;
  account_name: string | null;
  account_state: string | null;
  actor_id: string | null;
  actor_name: string | null;
  target: string | null;
  detail: Record<string, unknown>;
  address: string | null;
  user_agent: string | null;
}

/** Events of a workspace. */
export function listWorkspaceEvents(db: Db, workspaceId: string, wanted: Wanted): Promise<StoredEvent[]> {
  return list(db, sql`e.workspace_id = ${workspaceId}`, wanted);
}

/** Events of an account that belong to no workspace: sign-ins, password, sessions, personal vaults, storage entries of one's own. */
export function listAccountEvents(db: Db, accountId: string, wanted: Wanted): Promise<StoredEvent[]> {
  return list(db, sql`e.workspace_id is null and e.account_id = ${accountId}`, wanted);
}

/** Events of accounts and of the server; what people do with their own vaults, storage entries and credentials is theirs alone. */
export function listServerEvents(
  db: Db,
  accountId: string | undefined,
  wanted: Wanted,
): Promise<StoredEvent[]> {
  const account = accountId === undefined ? sql`` : sql`and e.account_id = ${accountId}`;
  return list(
    db,
    sql`e.workspace_id is null and e.kind <> 'vaults' and e.kind <> 'storage_access' and e.kind <> 'storage_cleanup' ${account}`,
    wanted,
  );
}

/** One slice of the log per kind, each from an index in order, then merged: no page costs more than the first. */
async function list(db: Db, whose: RawBuilder<unknown>, wanted: Wanted): Promise<StoredEvent[]> {
  const kinds = wanted.kinds.length > 0 ? [...new Set(wanted.kinds)] : [undefined];
  const slices = kinds.map((kind) => slice(whose, kind, wanted));
  const { rows } = await sql<StoredEvent>`
    select e.*, s.name as account_name, s.state as account_state, a.name as actor_name
    from (select * from (${sql.join(slices, sql` union all `)}) u order by at desc, id desc limit ${wanted.limit}) e
    left join accounts s on s.id = e.account_id
    left join accounts a on a.id = e.actor_id
    order by e.at desc, e.id desc`.execute(db);
  return rows;
}

function slice(
  whose: RawBuilder<unknown>,
  kind: string | undefined,
  { actor, from, to, after, limit }: Wanted,
): RawBuilder<unknown> {
  // "at <=" says nothing new, but lets PostgreSQL leave out the months after it.
  const rest = [
    kind === undefined ? sql`` : sql`and e.kind = ${kind}`,
    actor === undefined ? sql`` : sql`and e.actor_id = ${actor}`,
    from === undefined ? sql`` : sql`and e.at >= ${from}::timestamptz`,
    to === undefined ? sql`` : sql`and e.at < ${to}::timestamptz`,
    after === undefined
      ? sql``
      : sql`and e.at <= ${after.at}::timestamptz and (e.at, e.id) < (${after.at}::timestamptz, ${after.id}::bigint)`,
  ];
  return sql`(select * from audit_events e where ${whose} ${sql.join(rest, sql` `)}
    order by e.at desc, e.id desc limit ${limit})`;
}
