import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** Something that happened and matters later. Holds ids, keys and labels, never a secret. */
export interface AuditEvent {
  /** Such as "credentials.create". */
  action: string;
  /** The workspace it happened in; null for events of an account or the server. */
  workspace_id: string | null;
  /** The account it happened to. */
  account_id: string | null;
  /** The account that did it; null for the command line and jobs. */
  actor_id: string | null;
  target?: string | null;
  detail?: Record<string, unknown>;
  address?: string | null;
  user_agent?: string | null;
}

/** Appends an event; call it inside the transaction of the change it tells of. */
export async function append(db: Db, event: AuditEvent): Promise<void> {
  const { target = null, detail = {}, address = null, user_agent = null, ...rest } = event;
  await db
    .insertInto('audit_events')
    .values({
      ...rest,
      target,
      detail: JSON.stringify(detail),
      address,
      user_agent: user_agent?.slice(0, 256) ?? null,
    })
    .execute();
}

/** Appends an event unless one of the same action, workspace, account and actor stands in today's log. */
export async function appendOnceADay(db: Db, event: AuditEvent): Promise<void> {
  const { action, workspace_id, account_id, actor_id } = event;
  const found = await db
    .selectFrom('audit_events')
    .select('id')
    .where('at', '>=', sql<string>`date_trunc('day', now())`)
    .where('action', '=', action)
    .where('workspace_id', '=', workspace_id)
    .where('account_id', '=', account_id)
    .where('actor_id', '=', actor_id)
    .limit(1)
    .execute();
  if (found.length === 0) await append(db, event);
}
