import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

interface NewCredential {
  workspace_id: string;
  id: string;
  account_id: string;
  access_key: string;
  secret_hash: Buffer;
  pepper_version: number;
  label: string | null;
  /** ISO time; null means never. */
  expires_at: string | null;
}

export async function insertCredential(db: Db, credential: NewCredential): Promise<void> {
  await db.insertInto('credentials').values(credential).execute();
}

/** Key pairs of an account that were not revoked, in the order they were made; of one workspace or of all. */
export function listCredentials(db: Db, accountId: string, workspaceId?: string) {
  return db
    .selectFrom('credentials as c')
    .leftJoin('credential_uses as u', (join) =>
      join.onRef('u.workspace_id', '=', 'c.workspace_id').onRef('u.credential_id', '=', 'c.id'),
    )
    .select(['c.workspace_id', 'c.access_key', 'c.label', 'c.created_at', 'c.expires_at', 'c.replaced_by'])
    .select(['u.used_at', 'u.worker', 'u.address', 'u.client'])
    .where('c.account_id', '=', accountId)
    .where('c.revoked_at', 'is', null)
    .$if(workspaceId !== undefined, (query) => query.where('c.workspace_id', '=', workspaceId ?? ''))
    .orderBy('c.created_at')
    .orderBy('c.id')
    .execute();
}

export interface Owner {
  workspace_id: string;
  account_id: string;
}

/** Changes the label of one's own key pair; gives the one before, undefined when there is no such pair of theirs. */
export async function updateLabel(
  tx: Db,
  owner: Owner,
  accessKey: string,
  label: string | null,
): Promise<{ before: string | null } | undefined> {
  const row = await tx
    .selectFrom('credentials')
    .select('label as before')
    .where('workspace_id', '=', owner.workspace_id)
    .where('account_id', '=', owner.account_id)
    .where('access_key', '=', accessKey)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (row) await ownLive(tx, owner, accessKey).set({ label }).execute();
  return row;
}

const ownLive = (db: Db, { workspace_id, account_id }: Owner, accessKey: string) =>
  db
    .updateTable('credentials')
    .where('workspace_id', '=', workspace_id)
    .where('account_id', '=', account_id)
    .where('access_key', '=', accessKey)
    .where('revoked_at', 'is', null);

/** Revokes one's own key pair; gives its label, or undefined when there is no such pair of theirs. */
export function revokeOwn(
  db: Db,
  owner: Owner,
  accessKey: string,
): Promise<{ label: string | null } | undefined> {
  return ownLive(db, owner, accessKey)
    .set({ revoked_at: sql<string>`now()` })
    .returning('label')
    .executeTakeFirst();
}

/** Revokes any key pair, as an operator at the command line may. */
export function revokeAny(db: Db, accessKey: string) {
  return db
    .updateTable('credentials')
    .set({ revoked_at: sql<string>`now()` })
    .where('access_key', '=', accessKey)
    .where('revoked_at', 'is', null)
    .returning(['workspace_id', 'account_id', 'label'])
    .executeTakeFirst();
}

/** Revokes all key pairs of an account in every workspace; gives how many. */
export async function revokeAllOf(db: Db, accountId: string): Promise<number> {
  const result = await db
    .updateTable('credentials')
    .set({ revoked_at: sql<string>`now()` })
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** One's own live key pair, locked until the transaction ends. Its life is in seconds, null for endless. */
export function lockOwn(tx: Db, owner: Owner, accessKey: string) {
  return tx
    .selectFrom('credentials')
    .select(['id', 'label', 'expires_at', 'replaced_by'])
    .select(sql<number | null>`extract(epoch from expires_at - created_at)::float8`.as('life_s'))
    .where('workspace_id', '=', owner.workspace_id)
    .where('account_id', '=', owner.account_id)
    .where('access_key', '=', accessKey)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', sql<string>`now()`)]))
    .forUpdate()
    .executeTakeFirst();
}

/** Lets a replaced key pair end after `grace_s` seconds, or earlier if it would anyway; gives its end. */
export async function endReplaced(
  tx: Db,
  owner: Owner,
  accessKey: string,
  replacedBy: string,
  grace_s: number,
): Promise<string> {
  const row = await ownLive(tx, owner, accessKey)
    .set({
      replaced_by: replacedBy,
      expires_at: sql<string>`least(coalesce(expires_at, 'infinity'), now() + make_interval(secs => ${grace_s}))`,
    })
    .returning(sql<string>`expires_at`.as('expires_at'))
    .executeTakeFirstOrThrow();
  return row.expires_at;
}

export interface CredentialUse {
  workspace_id: string;
  credential_id: string;
  /** ISO time. */
  used_at: string;
  worker: string | null;
  address: string | null;
  client: string | null;
}

/** Writes last uses in one statement; pairs that are gone meanwhile are passed over. */
export async function writeUses(db: Db, uses: readonly CredentialUse[]): Promise<void> {
  const column = (name: keyof CredentialUse) => uses.map((use) => use[name]);
  await sql`
    insert into credential_uses (workspace_id, credential_id, used_at, worker, address, client)
    select u.* from unnest(
      ${column('workspace_id')}::text[], ${column('credential_id')}::text[], ${column('used_at')}::timestamptz[],
      ${column('worker')}::text[], ${column('address')}::text[], ${column('client')}::text[]
    ) as u(workspace_id, credential_id, used_at, worker, address, client)
    join credentials c on c.workspace_id = u.workspace_id and c.id = u.credential_id
    on conflict (workspace_id, credential_id) do update set
      used_at = excluded.used_at, worker = excluded.worker, address = excluded.address, client = excluded.client
      where credential_uses.used_at <= excluded.used_at`.execute(db);
}
