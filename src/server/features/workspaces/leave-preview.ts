import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** Workers seen in this time are shown as running. */
const SEEN_DAYS = 7;
const MAX_SHOWN = 1000;

/** What stops when a member leaves or is removed. Times are wire times. */
export async function leavePreview(db: Db, workspaceId: string, accountId: string) {
  const workers = await db
    .selectFrom('client_workers')
    .select(['worker', 'client', 'seen_at as seen'])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .where('seen_at', '>', sql<string>`now() - make_interval(days => ${sql.lit(SEEN_DAYS)})`)
    .orderBy('seen_at', 'desc')
    .limit(MAX_SHOWN)
    .execute();
  const credentials = await db
    .selectFrom('credentials as c')
    .leftJoin('credential_uses as u', (join) =>
      join.onRef('u.workspace_id', '=', 'c.workspace_id').onRef('u.credential_id', '=', 'c.id'),
    )
    .select(['c.access_key', 'c.label', 'u.used_at as last_used'])
    .where('c.workspace_id', '=', workspaceId)
    .where('c.account_id', '=', accountId)
    .where('c.revoked_at', 'is', null)
    .where(sql<boolean>`(c.expires_at is null or c.expires_at > now())`)
    .orderBy('c.created_at')
    .limit(MAX_SHOWN)
    .execute();
  const vaults = await listVaultsFor(db, workspaceId, accountId);
  return {
    workers: workers.map((row) => ({ ...row, client: row.client ?? '' })),
    credentials: credentials.map((row) => ({ ...row, label: row.label ?? '' })),
    vaults: vaults.filter(({ personal }) => !personal).map(({ name }) => name),
    personal_vault: vaults.some(({ personal }) => personal),
  };
}

/** The workspace's vaults that are on and for this member, and their personal one. */
function listVaultsFor(db: Db, workspaceId: string, accountId: string) {
  return db
    .selectFrom('vaults as v')
    .select(['v.name', sql<boolean>`v.account_id is not null`.as('personal')])
    .where('v.workspace_id', '=', workspaceId)
    .where((eb) =>
      eb.or([
        eb('v.account_id', '=', accountId),
        eb.and([
          eb('v.account_id', 'is', null),
          eb('v.enabled', '=', true),
          eb.or([
            eb('v.for_all', '=', true),
            eb.exists(
              eb
                .selectFrom('vault_members as m')
                .select('m.account_id')
                .whereRef('m.workspace_id', '=', 'v.workspace_id')
                .whereRef('m.vault_id', '=', 'v.id')
                .where('m.account_id', '=', accountId),
            ),
          ]),
        ]),
      ]),
    )
    .orderBy('v.position')
    .orderBy('v.id')
    .execute();
}
