import type { Db } from '../../db/database.ts';
import { findPersonal } from './store.ts';
import { maskFor } from './vault-masks.ts';
import { type Keys, openVersion } from './vault-text.ts';
import { listVersions } from './versions-store.ts';

const BATCH = 50;

/** Every version of an account's personal vaults, the newest first, with secrets masked. */
export async function* ownVaultVersions(
  db: Db,
  keys: Keys,
  account_id: string,
  workspaceIds: readonly string[],
) {
  for (const workspace_id of workspaceIds) {
    const vault = await findPersonal(db, { workspace_id, account_id, manages: false });
    let before: number | undefined;
    while (vault) {
      const rows = await listVersions(db, vault, BATCH, before);
      for (const { version, format, created_at, note } of rows) {
        const opened = await openVersion(db, keys, vault, version);
        if (!opened) continue;
        const { text } = await maskFor(db, keys, vault, opened);
        yield { workspace_id, vault: vault.id, name: vault.name, version, format, created_at, note, text };
      }
      before = rows.at(-1)?.version;
      if (rows.length < BATCH) break;
    }
  }
}
