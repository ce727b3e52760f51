import type { ResponseOf } from '../../../contract/contract.ts';
import type { Db } from '../../db/database.ts';
import { type ListedVault, listMembersOf, listVaults, type Who } from './store.ts';
import type { SealedVersion } from './versions-store.ts';

type Shown = ResponseOf<'vaults.get_by_id'>['vault'];
type ShownVersion = ResponseOf<'vaults.get_versions'>['versions'][number];

const authorOf = ({ author_id, author_name }: { author_id: string | null; author_name: string | null }) =>
  author_id === null ? null : { id: author_id, name: author_name ?? '' };

const mayEdit = (who: Who, { account_id }: Pick<ListedVault, 'account_id'>) =>
  account_id === who.account_id || (account_id === null && who.manages);

/** The vaults a caller may read, as the page lists them: the workspace's in their order, then their own. */
export async function listShown(db: Db, who: Who): Promise<Shown[]> {
  const rows = await listVaults(db, who);
  const chosen = rows.filter((row) => mayEdit(who, row) && !row.for_all).map(({ id }) => id);
  const members = chosen.length > 0 ? await listMembersOf(db, who.workspace_id, chosen) : [];
  return rows.map((row): Shown => {
    const { id, name, description, enabled, position, for_all, readers, secret_keys } = row;
    const own = members.filter(({ vault_id }) => vault_id === id);
    return {
      ...{ id, name, description, enabled, position, for_all, readers, secret_keys },
      scope: row.account_id === null ? 'group' : 'user',
      ...(chosen.includes(id) && { members: own.map((member) => ({ id: member.id, name: member.name })) }),
      format: row.format,
      version: row.version,
      keys: row.keys,
      updated: row.updated,
      updated_by: authorOf(row),
      may_edit: mayEdit(who, row),
    };
  });
}

/** A version as history lists it. */
export function shownVersion(row: Omit<SealedVersion, 'nonce' | 'sealed'>): ShownVersion {
  const { version, format, created_at, note, restored_from } = row;
  return { version, format, created: created_at, author: authorOf(row), note, restored_from };
}
