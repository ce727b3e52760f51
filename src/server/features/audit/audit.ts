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
