import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { WrappedKey } from '../keys/wrapped-key.ts';

/** An enabled vault that applies to a member, its text still sealed. */
export interface SealedVault {
  id: string;
  account_id: string | null;
  name: string;
  description: string;
  version: number;
  served_nonce: Buffer;
  /** Null for a text the caller said it has. */
  served_sealed: Buffer | null;
  /** The data key that opens it. */
  key: WrappedKey;
}

/**
 * Enabled vaults for one member, the workspace's in their order and the personal one last, together with the change
 * numbers of what they depend on. Disabled ones never leave the database here.
 * @param known nonces of sealed texts that are in memory, and need not be sent again
 */
export async function findServed(
  db: Db,
  workspaceId: string,
  accountId: string,
  known: readonly Buffer[],
): Promise<{ vaults: SealedVault[]; numbers: Record<string, number> }> {
  const subjects = [`vaults:${workspaceId}`, `vaults:${workspaceId}:${accountId}`];
  const { rows } = await sql<Row>`
    select n.numbers, v.id, v.account_id, v.name, v.description, v.version, v.served_nonce,
      case when v.served_nonce = any(${known}::bytea[]) then null else v.served_sealed end as served_sealed,
      k.id as key_id, k.purpose, k.owner_id, k.root_key_id, k.nonce, k.wrapped
    from (
      select jsonb_object_agg(asked.subject, coalesce(c.number, 0)) as numbers
      from unnest(${subjects}::text[]) as asked(subject) left join changes c on c.subject = asked.subject
    ) n
    left join vaults v on v.workspace_id = ${workspaceId} and v.enabled and (
      v.account_id = ${accountId}
      or (v.account_id is null and (v.for_all or exists (
        select from vault_members m
        where m.workspace_id = v.workspace_id and m.vault_id = v.id and m.account_id = ${accountId}
      )))
    )
    left join keys k on k.retired_at is null
      and k.purpose = case when v.account_id is null then 'workspace' else 'account' end
      and coalesce(k.owner_id, '') = coalesce(v.account_id, v.workspace_id)
    order by v.account_id is not null, v.position, v.id`.execute(db);
  return { numbers: rows[0]?.numbers ?? {}, vaults: rows.filter(({ id }) => id !== null).map(sealedVault) };
}

type Row = Omit<SealedVault, 'key'> &
  Omit<WrappedKey, 'id'> & { key_id: string; numbers: Record<string, number> };

function sealedVault({
  key_id,
  purpose,
  owner_id,
  root_key_id,
  nonce,
  wrapped,
  numbers: _,
  ...vault
}: Row): SealedVault {
  return { ...vault, key: { id: key_id, purpose, owner_id, root_key_id, nonce, wrapped } };
}
