import type { ParsedRequestOf } from '../../../contract/contract.ts';
import { type Db, inTransaction } from '../../db/database.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import type { Actor } from '../audit/actor.ts';
import { setEnabled, updateSurroundings } from './change-vault.ts';
import { saveVault } from './save-vault.ts';
import { findEditable, findPersonal, type Vault, type Who } from './store.ts';
import type { Keys } from './vault-text.ts';

type Given = ParsedRequestOf<'users.add_or_update_vault'>['vault'];

/**
 * Makes or changes a vault as ClearML's method does: what is left out stays as it is, warnings are accepted, and
 * without an id scope "user" means one's own vault.
 * @throws WireError as `saveVault`
 */
export function saveFromScript(db: Db, keys: Keys, who: Who, given: Given, actor: Actor): Promise<string> {
  return inTransaction(db, async (tx) => {
    const vault = await namedVault(tx, who, given);
    const { data } = given;
    if (typeof data !== 'string') {
      if (!vault) throw invalidField('vault.data', 'is required (string)');
      if (given.format && given.format !== vault.format)
        throw invalidField(
          'vault.format',
          'changes only together with data',
          'Send the text in that format.',
        );
      return changeAround(tx, keys, who, vault, given, actor);
    }
    const saved = await saveVault(
      tx,
      keys,
      who,
      {
        vault: vault?.id,
        scope: given.scope ?? 'user',
        name: given.name ?? (vault ? undefined : given.description?.slice(0, 100) || 'Workspace vault'),
        description: given.description,
        text: data,
        format: given.format ?? vault?.format ?? 'hocon',
        note: '',
        enabled: given.enabled,
        accept_warnings: true,
      },
      actor,
    );
    return saved.vault;
  });
}

async function namedVault(tx: Db, who: Who, { id, scope }: Given): Promise<Vault | undefined> {
  if (!id) return scope === 'group' ? undefined : findPersonal(tx, who);
  const vault = await findEditable(tx, who, id);
  if (!vault) throw new WireError('invalid_id', { field: 'vault.id' });
  if (scope && (scope === 'user') !== (vault.account_id !== null))
    throw invalidField('vault.scope', 'cannot be changed');
  return vault;
}

async function changeAround(tx: Db, keys: Keys, who: Who, vault: Vault, given: Given, actor: Actor) {
  const { name, description, enabled } = given;
  const named = { vault: vault.id };
  if (name || typeof description === 'string')
    await updateSurroundings(
      tx,
      who,
      { ...named, description, ...(vault.account_id === null && { name }) },
      actor,
    );
  if (typeof enabled === 'boolean')
    await setEnabled(tx, keys, who, { ...named, enabled, accept_warnings: true }, actor);
  return vault.id;
}
