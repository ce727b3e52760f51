import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** Counts a failed sign-in. Unknown accounts are counted under '' so that they cost the same. */
export async function noteFailedSignIn(
  db: Db,
  accountId: string | undefined,
  address: string,
): Promise<void> {
  await sql`
    insert into failed_sign_ins as f (account_id, address, hour, count)
    values (${accountId ?? ''}, ${address}, date_trunc('hour', now()), 1)
    on conflict (account_id, address, hour) do update set count = f.count + 1`.execute(db);
}

/** Moves the hours that are over into the audit log, one event per account, address and hour. */
export async function logFailedSignIns(db: Db): Promise<void> {
  await sql`
    with over as (delete from failed_sign_ins where hour < date_trunc('hour', now()) returning *)
    insert into audit_events (at, action, account_id, address, detail)
    select hour, 'sessions.refused', account_id, address, jsonb_build_object('count', count)
    from over where account_id <> ''`.execute(db);
}
