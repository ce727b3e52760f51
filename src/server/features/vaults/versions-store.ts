import type { Db } from '../../db/database.ts';
import type { VaultFormat } from '../../db/schema.ts';
import type { Vault } from './store.ts';

type Place = Pick<Vault, 'workspace_id' | 'id'>;

interface NewVersion {
  version: number;
  format: VaultFormat;
  nonce: Buffer;
  sealed: Buffer;
  author_id: string | null;
  note: string;
  restored_from?: number | null;
}

export async function insertVersion(tx: Db, { workspace_id, id }: Place, version: NewVersion): Promise<void> {
  await tx
    .insertInto('vault_versions')
    .values({ ...version, workspace_id, vault_id: id })
    .execute();
}

const select = (db: Db, { workspace_id, id }: Place) =>
  db
    .selectFrom('vault_versions as v')
    .leftJoin('accounts as a', 'a.id', 'v.author_id')
    .select(['v.version', 'v.format', 'v.created_at', 'v.note', 'v.restored_from'])
    .select(['a.id as author_id', 'a.name as author_name'])
    .where('v.workspace_id', '=', workspace_id)
    .where('v.vault_id', '=', id);

/** One version of a vault with its sealed text. */
export function findVersion(db: Db, vault: Place, version: number) {
  return select(db, vault)
    .select(['v.nonce', 'v.sealed'])
    .where('v.version', '=', version)
    .executeTakeFirst();
}

export type SealedVersion = NonNullable<Awaited<ReturnType<typeof findVersion>>>;

/** Versions below `before`, the newest first. */
export function listVersions(
  db: Db,
  vault: Place,
  limit: number,
  before?: number | null,
): Promise<Omit<SealedVersion, 'nonce' | 'sealed'>[]> {
  return select(db, vault)
    .$if(typeof before === 'number', (query) => query.where('v.version', '<', before ?? 0))
    .orderBy('v.version', 'desc')
    .limit(limit)
    .execute();
}
