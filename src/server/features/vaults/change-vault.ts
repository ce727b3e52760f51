import type { Finding } from '../../../clearml-conf/finding.ts';
import { readFormat } from '../../../clearml-conf/read-format.ts';
import { type Db, inTransaction } from '../../db/database.ts';
import type { VaultFormat } from '../../db/schema.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import type { Actor } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import { checkVault } from './check-vault.ts';
import { refuseTakenName, type Saved, saveVault } from './save-vault.ts';
import { requireServable } from './servable.ts';
import {
  deleteVaults,
  findEditable,
  lockEditable,
  lockOrder,
  renumber,
  replaceMembers,
  updateVault,
  type Vault,
  type Who,
} from './store.ts';
import { conflictWith } from './vault-conflict.ts';
import { auditUnmarked, vaultEvent } from './vault-events.ts';
import { maskFor, maskWithFindings } from './vault-masks.ts';
import { type Keys, type OpenedVersion, openVersion, sealServed } from './vault-text.ts';

const unknownVault = (field = 'vault') => new WireError('invalid_id', { field });

async function requireLocked(tx: Db, who: Who, id: string): Promise<Vault> {
  const vault = await lockEditable(tx, who, id);
  if (!vault) throw unknownVault();
  return vault;
}

/** The newest or a named version in clear. @throws WireError 400/10 */
export async function requireVersion(
  db: Db,
  keys: Keys,
  vault: Vault,
  version = vault.version,
): Promise<OpenedVersion> {
  const opened = await openVersion(db, keys, vault, version);
  if (!opened) throw unknownVault('version');
  return opened;
}

/**
 * Switches a vault on or off.
 * @throws WireError 400/10 for one that is not the caller's to edit, 400/800 when clients would misread it
 */
export function setEnabled(
  db: Db,
  keys: Keys,
  who: Who,
  wanted: { vault: string; enabled: boolean; accept_warnings: boolean },
  actor: Actor,
): Promise<{ updated: number; findings: Finding[] }> {
  const { enabled } = wanted;
  return inTransaction(db, async (tx) => {
    const vault = await requireLocked(tx, who, wanted.vault);
    if (vault.enabled === enabled) return { updated: 0, findings: [] };
    let findings: Finding[] = [];
    let served = {};
    if (enabled) {
      const newest = await requireVersion(tx, keys, vault);
      const checked = checkVault(newest.text, newest.format);
      ({ findings } = await maskWithFindings(tx, keys, vault, newest, checked.findings));
      requireServable(checked, findings, wanted.accept_warnings);
      served = await sealServed(tx, keys, vault, checked.served);
    }
    await updateVault(tx, who, vault.id, { enabled, ...served });
    await append(tx, vaultEvent(enabled ? 'enable' : 'disable', vault, actor, { version: vault.version }));
    return { updated: 1, findings };
  });
}

interface Surroundings {
  vault: string;
  name?: string | null | undefined;
  description?: string | null | undefined;
  for_all?: boolean | null | undefined;
  members?: string[] | null | undefined;
  secret_keys?: string[] | null | undefined;
}

/**
 * Changes what stands around a vault's text.
 * @throws WireError 400/10 for a vault that is not the caller's to edit, 400/12 for members of a personal vault or
 * people who are not in the workspace, 400/801 for a taken name
 */
export async function updateSurroundings(
  db: Db,
  who: Who,
  wanted: Surroundings,
  actor: Actor,
): Promise<number> {
  const { name, description, for_all, members, secret_keys } = wanted;
  return inTransaction(db, async (tx) => {
    const vault = await requireLocked(tx, who, wanted.vault);
    const personal = vault.account_id !== null;
    if (personal && (members || typeof for_all === 'boolean' || name))
      throw invalidField('vault', 'is personal: it has no name and is for one person alone');
    const everybody = for_all ?? (members ? false : vault.for_all);
    const changes = {
      for_all: everybody,
      ...(name && { name }),
      ...(typeof description === 'string' && { description }),
      ...(secret_keys && { secret_keys }),
    };
    await updateVault(tx, who, vault.id, changes).catch(refuseTakenName);
    if (members || everybody) {
      const wantedMembers = everybody ? [] : [...new Set(members ?? [])];
      if ((await replaceMembers(tx, vault, wantedMembers)) !== wantedMembers.length)
        throw invalidField('members', 'must all be members of this workspace');
    }
    const detail = { for_all: everybody, members: members?.length, secret_keys: secret_keys?.length };
    await append(tx, vaultEvent('update', { ...vault, name: name ?? vault.name }, actor, detail));
    await auditUnmarked(tx, vault, secret_keys ?? vault.secret_keys, actor);
    return 1;
  });
}

/** Orders all vaults of the workspace. @throws WireError 400/12 unless each of them is named exactly once */
export function orderVaults(db: Db, who: Who, ids: readonly string[], actor: Actor): Promise<number> {
  return inTransaction(db, async (tx) => {
    const present = await lockOrder(tx, who.workspace_id, true);
    const complete = new Set(ids).size === ids.length && present.length === ids.length;
    if (!complete || present.some((id) => !ids.includes(id)))
      throw invalidField('vaults', 'must name each vault of the workspace once', 'Reload the list.');
    await renumber(tx, who.workspace_id, ids);
    const { workspace_id } = who;
    const detail = { order: ids };
    await append(tx, { ...actor, action: 'vaults.order', workspace_id, account_id: null, detail });
    return ids.length;
  });
}

/** Deletes vaults with their history, all or none. @throws WireError 400/10 naming the first that is not the caller's */
export function removeVaults(db: Db, who: Who, ids: readonly string[], actor: Actor): Promise<number> {
  const wanted = [...new Set(ids)];
  return inTransaction(db, async (tx) => {
    const shared = who.manages ? await lockOrder(tx, who.workspace_id, true) : [];
    const gone = await deleteVaults(tx, who, wanted);
    const deleted = new Set(gone.map(({ id }) => id));
    const missing = wanted.findIndex((id) => !deleted.has(id));
    if (missing >= 0) throw unknownVault(`vaults.${missing}`);
    const rest = shared.filter((id) => !deleted.has(id));
    if (rest.length < shared.length) await renumber(tx, who.workspace_id, rest);
    for (const vault of gone)
      await append(tx, vaultEvent('delete', { ...vault, workspace_id: who.workspace_id }, actor));
    return gone.length;
  });
}

/** Makes an old version the newest again, as a new version. @throws as `saveVault` */
export async function restoreVersion(
  db: Db,
  keys: Keys,
  who: Who,
  wanted: { vault: string; version: number; base: number; accept_warnings: boolean },
  actor: Actor,
): Promise<Saved> {
  return inTransaction(db, async (tx) => {
    const vault = await requireLocked(tx, who, wanted.vault);
    if (vault.version !== wanted.base) throw await conflictWith(tx, keys, vault, wanted.base);
    const { text, format, version } = await requireVersion(tx, keys, vault, wanted.version);
    const note = `Restored from v${version}`;
    const { accept_warnings } = wanted;
    const save = { vault: vault.id, scope: 'user', text, format, note, accept_warnings } as const;
    return saveVault(tx, keys, who, { ...save, restored_from: version }, actor);
  });
}

/**
 * The clear text of a version, or of the one secret behind a mask, to who may edit the vault.
 * @throws WireError 400/10 for a vault that is not the caller's to edit, or an unknown version or mask
 */
export function revealText(
  db: Db,
  keys: Keys,
  who: Who,
  wanted: {
    vault: string;
    version?: number | null | undefined;
    mask?: string | null | undefined;
    use: 'show' | 'copy';
  },
  actor: Actor,
): Promise<{ text: string; version: number }> {
  return inTransaction(db, async (tx) => {
    const vault = await findEditable(tx, who, wanted.vault);
    if (!vault) throw unknownVault();
    const opened = await requireVersion(tx, keys, vault, wanted.version ?? vault.version);
    const { version } = opened;
    const { masks } = wanted.mask ? await maskFor(tx, keys, vault, opened) : { masks: [] };
    const mask = masks.find(({ id }) => id === wanted.mask);
    if (wanted.mask && !mask) throw unknownVault('mask');
    const detail = { version, ...(mask && { key: mask.path }) };
    await append(tx, vaultEvent(wanted.use === 'copy' ? 'copy' : 'reveal', vault, actor, detail));
    return { text: mask ? meantValue(mask.raw, opened.format) : opened.text, version };
  });
}

/** What a masked stretch says, without the quotes it is written in; a comment or a whole text as it stands. */
function meantValue(raw: string, format: VaultFormat): string {
  const { value } = readFormat(format === 'json' ? `{"v":${raw}}` : `v: ${raw}`, format);
  const meant = value?.kind === 'object' ? value.fields.get('v') : undefined;
  return meant?.kind === 'string' ? meant.value : raw;
}
