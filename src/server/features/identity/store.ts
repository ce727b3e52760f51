import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { AccountState, MemberRole } from '../../db/schema.ts';

/** The number each subject had reached in the snapshot that was read; 0 for one that never changed. */
type ChangeNumbers = Record<string, number>;

interface AccountColumns {
  account_id: string;
  kind: 'person' | 'service';
  account_name: string;
  given_name: string | null;
  family_name: string | null;
  initials_color: number;
  account_created_at: string;
  email: string | null;
  server_admin: boolean;
  may_impersonate: boolean;
  state: AccountState;
}

export interface KeyState extends AccountColumns {
  credential_id: string;
  access_key: string;
  secret_hash: Buffer;
  pepper_version: number;
  /** Milliseconds since 1970; null means never. */
  expires_at_ms: number | null;
  revoked: boolean;
  workspace_id: string;
  workspace_name: string;
  workspace_deleted: boolean;
  role: MemberRole;
  revoked_tokens: string[];
  numbers: ChangeNumbers;
}

export interface SessionState extends AccountColumns {
  session_id: string;
  expires_at_ms: number;
  personal_workspace: string;
  numbers: ChangeNumbers;
}

export interface MemberState extends AccountColumns {
  workspace_id: string;
  workspace_name: string;
  workspace_deleted: boolean;
  role: MemberRole;
  numbers: ChangeNumbers;
}

const accountColumns = sql`
  a.id as account_id, a.kind, a.name as account_name, a.given_name, a.family_name, a.initials_color,
  a.created_at as account_created_at, a.email, a.server_admin, a.may_impersonate, a.state`;

const milliseconds = (column: string) => sql`(extract(epoch from ${sql.ref(column)}) * 1000)::float8`;

const numbersOf = (...subjects: ReturnType<typeof sql>[]) => sql`
  (select jsonb_object_agg(asked.subject, coalesce(c.number, 0))
    from unnest(array[${sql.join(subjects)}]) as asked(subject) left join changes c on c.subject = asked.subject)`;

async function first<Row>(query: Promise<{ rows: Row[] }>): Promise<Row | undefined> {
  return (await query).rows[0];
}

/** Everything a call with a key pair or its tokens depends on, in one statement and so in one snapshot. */
export function findKeyState(db: Db, accessKey: string): Promise<KeyState | undefined> {
  return first(
    sql<KeyState>`
      select c.id as credential_id, c.access_key, c.secret_hash, c.pepper_version,
        ${milliseconds('c.expires_at')} as expires_at_ms, c.revoked_at is not null as revoked,
        w.id as workspace_id, w.name as workspace_name, w.deleted_at is not null as workspace_deleted, m.role,
        ${accountColumns},
        array(select session_id from revoked_tokens r where r.access_key = c.access_key) as revoked_tokens,
        ${numbersOf(
          sql`'key:' || c.access_key`,
          sql`'account:' || a.id`,
          sql`'workspace:' || w.id`,
          sql`'member:' || w.id || ':' || a.id`,
        )} as numbers
      from credentials c
      join memberships m on m.workspace_id = c.workspace_id and m.account_id = c.account_id
      join workspaces w on w.id = c.workspace_id
      join accounts a on a.id = c.account_id
      where c.access_key = ${accessKey}`.execute(db),
  );
}

/** A session by the keyed hash of its cookie, unless it ended or was idle too long. */
export function findSessionState(
  db: Db,
  secretHash: Buffer,
  idle_s: number,
): Promise<SessionState | undefined> {
  return first(
    sql<SessionState>`
      select s.id as session_id, ${milliseconds('s.expires_at')} as expires_at_ms, ${accountColumns},
        (select id from workspaces w where w.personal_of = a.id) as personal_workspace,
        ${numbersOf(sql`'session:' || s.id`, sql`'account:' || a.id`)} as numbers
      from sessions s join accounts a on a.id = s.account_id
      where s.secret_hash = ${secretHash} and s.expires_at > now()
        and s.last_seen_at > now() - make_interval(secs => ${idle_s})`.execute(db),
  );
}

/** The membership of one account in one workspace. */
export function findMemberState(
  db: Db,
  workspaceId: string,
  accountId: string,
): Promise<MemberState | undefined> {
  return first(
    sql<MemberState>`
      select w.id as workspace_id, w.name as workspace_name, w.deleted_at is not null as workspace_deleted, m.role,
        ${accountColumns},
        ${numbersOf(
          sql`'account:' || a.id`,
          sql`'workspace:' || w.id`,
          sql`'member:' || w.id || ':' || a.id`,
        )} as numbers
      from memberships m
      join workspaces w on w.id = m.workspace_id
      join accounts a on a.id = m.account_id
      where m.workspace_id = ${workspaceId} and m.account_id = ${accountId}`.execute(db),
  );
}

/** Remembers that a token was logged out, until it would have ended anyway. Times are seconds since 1970. */
export async function revokeToken(db: Db, sessionId: string, accessKey: string, exp: number): Promise<void> {
  await db
    .insertInto('revoked_tokens')
    .values({ session_id: sessionId, access_key: accessKey, expires_at: new Date(exp * 1000).toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteEndedTokenRevocations(db: Db): Promise<void> {
  await db.deleteFrom('revoked_tokens').where('expires_at', '<', sql<string>`now()`).execute();
}
