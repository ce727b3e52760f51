import type { ResponseOf } from '../../../contract/contract.ts';
import type { Db } from '../../db/database.ts';
import { requireVersion } from './change-vault.ts';
import { listVaults, type Who } from './store.ts';
import { maskFor } from './vault-masks.ts';
import type { Keys } from './vault-text.ts';

type WireVault = ResponseOf<'users.get_vaults'>['vaults'][number];

/**
 * The listing behind `users.get_vaults` for those who look rather than start: every vault the caller may read. In
 * clear come only `clear`, what applies to the calling token; everything else, all that is disabled too, is masked.
 */
export async function listUnserved(
  db: Db,
  keys: Keys,
  who: Who,
  { enabled, clear }: { enabled: boolean | null | undefined; clear: readonly WireVault[] },
): Promise<WireVault[]> {
  const rows = await listVaults(db, who);
  const wanted = rows.filter((row) => typeof enabled !== 'boolean' || row.enabled === enabled);
  const listed: WireVault[] = [];
  for (const vault of wanted) {
    const served = clear.find(({ id }) => id === vault.id);
    if (served) listed.push(served);
    else {
      const masked = await maskFor(db, keys, vault, await requireVersion(db, keys, vault));
      const { id, name, description, format, version } = vault;
      const scope = vault.account_id === null ? 'group' : 'user';
      const { enabled: on } = vault;
      const data = masked.text;
      listed.push({
        id,
        name,
        data,
        description: description || name,
        enabled: on,
        format,
        scope,
        type: 'config',
        version,
      });
    }
  }
  return listed;
}
