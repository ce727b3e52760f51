import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** The server-wide switch for anonymous usage data; off until somebody switches it on. */
export interface UsageSwitch {
  enabled: boolean;
  /** Wire time of the last change. */
  time: string | null;
  /** Version of Atrium at the last change. */
  version: string | null;
  /** Account that changed it. */
  user: string | null;
}

const NAME = 'usage';
const OFF: UsageSwitch = { enabled: false, time: null, version: null, user: null };

export async function getUsageSwitch(db: Db): Promise<UsageSwitch> {
  const row = await db
    .selectFrom('settings')
    .select(['value', 'changed_at'])
    .where('name', '=', NAME)
    .executeTakeFirst();
  return row ? { ...OFF, ...(row.value as Partial<UsageSwitch>), time: row.changed_at } : OFF;
}

export async function setUsageSwitch(
  db: Db,
  value: Pick<UsageSwitch, 'enabled' | 'version' | 'user'>,
): Promise<void> {
  const text = JSON.stringify(value);
  await db
    .insertInto('settings')
    .values({ name: NAME, value: text })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ value: text, changed_at: sql<string>`now()` }),
    )
    .execute();
}

/** A random id of this installation, made when first asked for. */
export async function getInstallationId(db: Db, fresh: string): Promise<string> {
  await db
    .insertInto('settings')
    .values({ name: 'installation', value: JSON.stringify(fresh) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', 'installation')
    .executeTakeFirstOrThrow();
  return String(row.value);
}

/** Claims the sending of today's report; true for exactly one process a day. */
export async function claimDailyReport(db: Db): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`
    insert into settings (name, value) values ('usage_report', to_jsonb(current_date::text))
    on conflict (name) do update set value = excluded.value, changed_at = now() where settings.value <> excluded.value
    returning name`.execute(db);
  return rows.length > 0;
}

export interface Counts {
  accounts: number;
  workspaces: number;
  credentials: number;
}

export async function countAll(db: Db): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select (select count(*) from accounts where state = 'active') as accounts,
      (select count(*) from workspaces where deleted_at is null) as workspaces,
      (select count(*) from credentials where revoked_at is null) as credentials`.execute(db);
  return rows[0] ?? { accounts: 0, workspaces: 0, credentials: 0 };
}
