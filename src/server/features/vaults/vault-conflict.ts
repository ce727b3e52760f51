import type { Db } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import type { Vault } from './store.ts';
import { maskFor } from './vault-masks.ts';
import { type Keys, openVersion } from './vault-text.ts';

/** 409 for an edit of a version that is no longer the newest, with both texts for a three-way merge, masked. */
export async function conflictWith(db: Db, keys: Keys, vault: Vault, base: number): Promise<WireError> {
  const newest = await openVersion(db, keys, vault, vault.version);
  const edited = base > 0 ? await openVersion(db, keys, vault, base) : undefined;
  const masked = async (version: typeof newest) =>
    version ? (await maskFor(db, keys, vault, version)).text : '';
  return new WireError('conflict', {
    field: 'base',
    rule: `version ${base} is not the newest, ${vault.version} is`,
    cure: 'Merge your text with the newest and save it on top of that.',
    vault: vault.id,
    version: vault.version,
    format: newest?.format,
    author: newest?.author_id ? { id: newest.author_id, name: newest.author_name } : null,
    created: newest?.created_at,
    text: await masked(newest),
    base_text: await masked(edited),
  });
}
