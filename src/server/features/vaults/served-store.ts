import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** An enabled vault that applies to a member, its text still sealed. */
export interface SealedVault {
  id: string;
  account_id: string | null;
  name: string;
  description: string;
  version: number;
  served_nonce: Buffer;
  served_sealed: Buffer;
  /** The owner's data key, wrapped; null when it was destroyed. */
  key_id: string | null;
  key_root_id: string;
  key_nonce: Buffer;
  key_wrapped: Buffer;
}

/**
 * Enabled vaults for one member, the workspace's in their order and the personal one last, together with the change
 * numbers of what they depend on and the keys that open them. Disabled ones never leave the database here.
 */
export async function findServed(
  db: Db,
  workspaceId: string,
  accountId: string,
): Promise<{ vaults: SealedVault[]; numbers: Record<string, number> }> {
  const subjects = [`vaults:${workspaceId}`, `vaults:${workspaceId}:${accountId}`];
  const { rows } = await sql<SealedVault & { numbers: Record<string, number> }>`
    select n.numbers, v.id, v.account_id, v.name, v.description, v.version, v.served_nonce, v.served_sealed,
      k.id as key_id, k.root_key_id as key_root_id, k.nonce as key_nonce, k.wrapped as key_wrapped
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
    left join lateral (
      select * from keys where retired_at is null
        and purpose = case when v.account_id is null then 'workspace' else 'account' end
        and coalesce(owner_id, '') = coalesce(v.account_id, v.workspace_id)
      order by version desc limit 1
    ) k on v.id is not null
    order by v.account_id is not null, v.position, v.id`.execute(db);
  return { numbers: rows[0]?.numbers ?? {}, vaults: rows.filter(({ id }) => id !== null) };
}
