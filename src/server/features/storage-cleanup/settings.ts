import { type Db, inTransaction, lockInTransaction } from '../../db/database.ts';
import { invalidField } from '../../http/errors.ts';
import type { Actor } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import type { DataKeyOwner, DataKeys } from '../keys/data-keys.ts';
import { checkSettings } from './check-settings.ts';
import {
  maskSettings,
  type ProviderSettings,
  type StorageSettings,
  tidySettings,
  unmaskSettings,
} from './settings-document.ts';
import { deleteSettings, listSettings, PROVIDERS, type Provider, putSettings } from './settings-store.ts';

/** What seals and opens settings. */
export type Keys = Pick<DataKeys, 'sealText' | 'unsealText'>;

type ByProvider = Partial<Record<Provider, ProviderSettings>>;

/** Table, column, row, workspace: where a sealed text belongs. */
const sealedAt = ({ purpose, id }: DataKeyOwner, provider: Provider) =>
  purpose === 'workspace'
    ? ['storage_settings', 'sealed', provider, id]
    : ['own_storage_settings', 'sealed', `${id}:${provider}`, ''];

/** Credentials for deleting stored objects, in clear; `last_update` is undefined while there are none. */
export async function openSettings(
  db: Db,
  keys: Keys,
  owner: DataKeyOwner,
): Promise<{ settings: ByProvider; last_update: string | undefined }> {
  const rows = await listSettings(db, owner);
  const settings: ByProvider = {};
  for (const { provider, ...sealed } of rows)
    settings[provider] = JSON.parse(await keys.unsealText(db, owner, sealedAt(owner, provider), sealed));
  const last_update = rows
    .map(({ updated_at }) => updated_at)
    .sort()
    .at(-1);
  return { settings, last_update };
}

/** The same with every secret masked, as the wire shows them. */
export async function shownSettings(db: Db, keys: Keys, owner: DataKeyOwner) {
  const { settings, last_update } = await openSettings(db, keys, owner);
  const masked = Object.entries(settings).map(([provider, one]) => [
    provider,
    maskSettings(provider as Provider, one),
  ]);
  return { settings: { ...Object.fromEntries(masked), ...(last_update && { last_update }) } };
}

/**
 * Replaces each provider given as a whole; masks keep what is stored for the same place.
 * @returns whether anything changed, as 1 or 0
 * @throws WireError 400/12 when no provider is given or a field breaks a rule
 */
export async function saveSettings(
  db: Db,
  keys: Keys,
  owner: DataKeyOwner,
  wanted: StorageSettings,
  actor: Actor,
): Promise<number> {
  const given = PROVIDERS.filter((provider) => wanted[provider]);
  if (given.length === 0) throw invalidField('aws, google, azure', 'one of them is required');
  return inTransaction(db, async (tx) => {
    await lockSettings(tx, owner);
    const { settings: stored } = await openSettings(tx, keys, owner);
    const changed: Provider[] = [];
    for (const provider of given) {
      const sent = tidySettings(provider, wanted[provider] as ProviderSettings);
      const settings = unmaskSettings(provider, sent, stored[provider]);
      checkSettings(provider, settings);
      if (JSON.stringify(settings) === JSON.stringify(stored[provider] ?? {})) continue;
      await replace(tx, keys, owner, provider, settings);
      changed.push(provider);
    }
    if (changed.length > 0) await append(tx, settingsEvent('set', owner, changed, actor));
    return changed.length > 0 ? 1 : 0;
  });
}

/** Settings with nothing in them are none. */
async function replace(
  tx: Db,
  keys: Keys,
  owner: DataKeyOwner,
  provider: Provider,
  settings: ProviderSettings,
): Promise<void> {
  if (Object.keys(settings).length === 0) {
    await deleteSettings(tx, owner, [provider]);
    return;
  }
  const sealed = await keys.sealText(tx, owner, sealedAt(owner, provider), JSON.stringify(settings));
  await putSettings(tx, owner, provider, sealed);
}

/** Forgets the credentials of these providers. @returns whether there were any, as 1 or 0 */
export async function resetSettings(
  db: Db,
  owner: DataKeyOwner,
  providers: readonly Provider[],
  actor: Actor,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    await lockSettings(tx, owner);
    const gone = await deleteSettings(tx, owner, providers);
    if (gone.length > 0) await append(tx, settingsEvent('reset', owner, gone, actor));
    return gone.length > 0 ? 1 : 0;
  });
}

/** Whoever changes settings waits for others who do: masks are put back from what is stored. */
const lockSettings = (tx: Db, { purpose, id }: DataKeyOwner) =>
  lockInTransaction(tx, `storage settings ${purpose} ${id}`);

/** Which providers changed, and nothing of what they hold; an account's own settings are its own affair. */
function settingsEvent(
  what: 'set' | 'reset',
  { purpose, id }: DataKeyOwner,
  providers: readonly Provider[],
  actor: Actor,
) {
  const own = purpose === 'account';
  return {
    ...actor,
    action: own ? `storage_cleanup.${what}_own_settings` : `storage.${what}_settings`,
    workspace_id: own ? null : id,
    account_id: own ? id : null,
    detail: { providers },
  };
}
