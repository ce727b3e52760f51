import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { DataKeyOwner } from '../keys/data-keys.ts';
import type { Sealed } from '../keys/seal.ts';

export const PROVIDERS = ['aws', 'google', 'azure'] as const;
export type Provider = (typeof PROVIDERS)[number];

export interface SealedSettings extends Sealed {
  provider: Provider;
  updated_at: string;
}

/** A workspace's settings lie in one table, an account's own in another: every table has one scope. */
const placeOf = ({ purpose, id }: DataKeyOwner) =>
  purpose === 'workspace'
    ? { table: sql.table('storage_settings'), column: sql.ref('workspace_id'), id }
    : { table: sql.table('own_storage_settings'), column: sql.ref('account_id'), id };

/** The stored credentials of an owner, a row for each provider. */
export async function listSettings(db: Db, owner: DataKeyOwner): Promise<SealedSettings[]> {
  const { table, column, id } = placeOf(owner);
  const { rows } = await sql<SealedSettings>`
    select provider, nonce, sealed as ciphertext, updated_at from ${table} where ${column} = ${id}`.execute(
    db,
  );
  return rows;
}

/** Replaces the credentials of one provider. */
export async function putSettings(
  tx: Db,
  owner: DataKeyOwner,
  provider: Provider,
  { nonce, ciphertext }: Sealed,
): Promise<void> {
  const { table, column, id } = placeOf(owner);
  await sql`
    insert into ${table} (${column}, provider, nonce, sealed) values (${id}, ${provider}, ${nonce}, ${ciphertext})
    on conflict (${column}, provider)
      do update set nonce = excluded.nonce, sealed = excluded.sealed, updated_at = now()`.execute(tx);
}

/** Forgets the credentials of these providers; gives those of them that there were. */
export async function deleteSettings(
  tx: Db,
  owner: DataKeyOwner,
  providers: readonly Provider[],
): Promise<Provider[]> {
  const { table, column, id } = placeOf(owner);
  const { rows } = await sql<{ provider: Provider }>`
    delete from ${table} where ${column} = ${id} and provider = any(${[...providers]}::text[])
    returning provider`.execute(tx);
  return rows.map(({ provider }) => provider);
}
