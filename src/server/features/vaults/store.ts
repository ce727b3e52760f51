import { type ExpressionBuilder, sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Schema, VaultFormat } from '../../db/schema.ts';
import { lockWorkspace } from '../workspaces/member-store.ts';

/** Who asks for vaults: an account in a workspace, and whether it administers that workspace. */
export interface Who {
  workspace_id: string;
  account_id: string;
  manages: boolean;
}

type Conditions = ExpressionBuilder<Schema, 'vaults'>;

/** A personal vault is its person's alone; a workspace's is its administrators'. */
const editableBy = (who: Who) => (eb: Conditions) =>
  eb.or([
    eb('vaults.account_id', '=', who.account_id),
    ...(who.manages ? [eb('vaults.account_id', 'is', null)] : []),
  ]);

/** Enabled vaults of the workspace that are for everybody or for this member. */
const appliesTo = (who: Who) => (eb: Conditions) =>
  eb.and([
    eb('vaults.account_id', 'is', null),
    eb('vaults.enabled', '=', true),
    eb.or([
      eb('vaults.for_all', '=', true),
      eb.exists(
        eb
          .selectFrom('vault_members as m')
          .select('m.account_id')
          .whereRef('m.workspace_id', '=', 'vaults.workspace_id')
          .whereRef('m.vault_id', '=', 'vaults.id')
          .where('m.account_id', '=', who.account_id),
      ),
    ]),
  ]);

const readableBy = (who: Who) => (eb: Conditions) => eb.or([editableBy(who)(eb), appliesTo(who)(eb)]);

const COLUMNS = [
  'vaults.workspace_id',
  'vaults.id',
  'vaults.account_id',
  'vaults.name',
  'vaults.description',
  'vaults.enabled',
  'vaults.position',
  'vaults.for_all',
  'vaults.secret_keys',
  'vaults.format',
  'vaults.version',
  'vaults.keys',
] as const;

const READERS = sql<number>`case
  when vaults.account_id is not null then 1
  when vaults.for_all then (select count(*) from memberships r join accounts a on a.id = r.account_id
    where r.workspace_id = vaults.workspace_id and a.state = 'active')
  else (select count(*) from vault_members r join accounts a on a.id = r.account_id
    where r.workspace_id = vaults.workspace_id and r.vault_id = vaults.id and a.state = 'active')
  end`;

/** Vaults this caller may read: the workspace's in their order, then their own. */
export function listVaults(db: Db, who: Who) {
  return db
    .selectFrom('vaults')
    .innerJoin('vault_versions as v', (join) =>
      join
        .onRef('v.workspace_id', '=', 'vaults.workspace_id')
        .onRef('v.vault_id', '=', 'vaults.id')
        .onRef('v.version', '=', 'vaults.version'),
    )
    .leftJoin('accounts as a', 'a.id', 'v.author_id')
    .select([...COLUMNS, 'v.created_at as updated', 'a.id as author_id', 'a.name as author_name'])
    .select(READERS.as('readers'))
    .where('vaults.workspace_id', '=', who.workspace_id)
    .where((eb) => readableBy(who)(eb as unknown as Conditions))
    .orderBy(sql`vaults.account_id is not null`)
    .orderBy('vaults.position')
    .orderBy('vaults.id')
    .execute();
}

export type ListedVault = Awaited<ReturnType<typeof listVaults>>[number];

/** A vault as the code beyond the store knows it. */
export type Vault = Pick<
  ListedVault,
  | 'workspace_id'
  | 'id'
  | 'account_id'
  | 'name'
  | 'description'
  | 'enabled'
  | 'for_all'
  | 'secret_keys'
  | 'format'
  | 'version'
>;

/** A vault this caller may read; undefined for any other, absent or not theirs. */
export function findReadable(db: Db, who: Who, id: string): Promise<Vault | undefined> {
  return db
    .selectFrom('vaults')
    .select(COLUMNS)
    .where('workspace_id', '=', who.workspace_id)
    .where('id', '=', id)
    .where(readableBy(who))
    .executeTakeFirst();
}

/** A vault this caller may edit. */
export function findEditable(db: Db, who: Who, id: string): Promise<Vault | undefined> {
  return editable(db, who).where('id', '=', id).executeTakeFirst();
}

/** A vault this caller may edit, locked until the transaction ends. */
export function lockEditable(tx: Db, who: Who, id: string): Promise<Vault | undefined> {
  return editable(tx, who).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

/** The caller's own vault in the workspace. */
export function findPersonal(db: Db, who: Who): Promise<Vault | undefined> {
  return editable(db, who).where('account_id', '=', who.account_id).executeTakeFirst();
}

const editable = (db: Db, who: Who) =>
  db.selectFrom('vaults').select(COLUMNS).where('workspace_id', '=', who.workspace_id).where(editableBy(who));

/** Whom vaults are for when not for all, as pairs of vault and person. */
export function listMembersOf(db: Db, workspaceId: string, vaultIds: readonly string[]) {
  return db
    .selectFrom('vault_members as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['m.vault_id', 'a.id', 'a.name'])
    .where('m.workspace_id', '=', workspaceId)
    .where('m.vault_id', 'in', vaultIds.length > 0 ? [...vaultIds] : [''])
    .orderBy(sql`lower(a.name)`)
    .orderBy('a.id')
    .execute();
}

/**
 * Makes the workspace wait with changes of its vaults' order until the transaction ends; gives their ids in order. Who
 * changes several of them locks all before the first: each change also holds the workspace's change number.
 */
export async function lockOrder(tx: Db, workspaceId: string, rows = false): Promise<string[]> {
  await lockWorkspace(tx, workspaceId);
  const listed = await tx
    .selectFrom('vaults')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('account_id', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .$if(rows, (query) => query.forUpdate())
    .execute();
  return listed.map(({ id }) => id);
}

export interface ServedText {
  served_nonce: Buffer | null;
  served_sealed: Buffer | null;
}

interface NewVault extends ServedText {
  id: string;
  scope: 'user' | 'group';
  name: string;
  description: string;
  secret_keys: string[];
  format: VaultFormat;
  keys: number;
  enabled: boolean;
}

/** Makes a vault at version 1, behind the others of the workspace; false when its person or name has one. */
export async function insertVault(tx: Db, who: Who, { scope, ...vault }: NewVault): Promise<boolean> {
  const next = sql<number>`(select coalesce(max(position), 0) + 1 from vaults
    where workspace_id = ${who.workspace_id} and account_id is null)`;
  const made = await tx
    .insertInto('vaults')
    .values({
      ...vault,
      workspace_id: who.workspace_id,
      account_id: scope === 'user' ? who.account_id : null,
      position: scope === 'user' ? 0 : next,
      version: 1,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return made.length > 0;
}

type Changes = Partial<
  Pick<Vault, 'name' | 'description' | 'enabled' | 'for_all' | 'secret_keys' | 'format' | 'version'> &
    ServedText & { keys: number }
>;

/** Changes a vault this caller may edit; gives how many that were. */
export async function updateVault(tx: Db, who: Who, id: string, changes: Changes): Promise<number> {
  const result = await tx
    .updateTable('vaults')
    .set(changes)
    .where('workspace_id', '=', who.workspace_id)
    .where('id', '=', id)
    .where((eb) => editableBy(who)(eb as unknown as Conditions))
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Replaces whom a vault is for; gives how many of them are members of the workspace. */
export async function replaceMembers(
  tx: Db,
  { workspace_id, id }: Pick<Vault, 'workspace_id' | 'id'>,
  accountIds: readonly string[],
): Promise<number> {
  await tx
    .deleteFrom('vault_members')
    .where('workspace_id', '=', workspace_id)
    .where('vault_id', '=', id)
    .execute();
  const { numAffectedRows } = await sql`
    insert into vault_members (workspace_id, vault_id, account_id)
    select workspace_id, ${id}, account_id from memberships
    where workspace_id = ${workspace_id} and account_id = any(${[...accountIds]}::text[])`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** Deletes vaults this caller may edit, with their versions; gives those that were. */
export function deleteVaults(tx: Db, who: Who, ids: readonly string[]) {
  return tx
    .deleteFrom('vaults')
    .where('workspace_id', '=', who.workspace_id)
    .where('id', 'in', [...ids])
    .where((eb) => editableBy(who)(eb as unknown as Conditions))
    .returning(['id', 'name', 'account_id'])
    .execute();
}

/** Numbers the workspace's vaults from 1 in the given order; call it under `lockOrder`. */
export async function renumber(tx: Db, workspaceId: string, ids: readonly string[]): Promise<void> {
  await sql`
    update vaults set position = given.place
    from unnest(${[...ids]}::text[]) with ordinality as given(id, place)
    where vaults.workspace_id = ${workspaceId} and vaults.id = given.id and vaults.account_id is null
      and vaults.position <> given.place`.execute(tx);
}
