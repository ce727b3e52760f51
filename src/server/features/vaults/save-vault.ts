import type { Finding } from '../../../clearml-conf/finding.ts';
import { MAX_WORKSPACE_VAULTS } from '../../../contract/vaults.ts';
import { type Db, inTransaction } from '../../db/database.ts';
import type { VaultFormat } from '../../db/schema.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import { newId } from '../accounts/store.ts';
import type { Actor } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import { checkVault } from './check-vault.ts';
import { requireServable } from './servable.ts';
import {
  findPersonal,
  insertVault,
  lockEditable,
  lockOrder,
  updateVault,
  type Vault,
  type Who,
} from './store.ts';
import { conflictWith } from './vault-conflict.ts';
import { auditUnmarked, vaultEvent } from './vault-events.ts';
import { maskWithFindings, restoreMasks } from './vault-masks.ts';
import { type Keys, openVersion, sealServed, sealVersion } from './vault-text.ts';
import { insertVersion } from './versions-store.ts';

/** What to save. Left out or null: as it is. */
export interface Wanted {
  vault?: string | null | undefined;
  scope: 'user' | 'group';
  name?: string | null | undefined;
  description?: string | null | undefined;
  text: string;
  format: VaultFormat;
  /** The version that was edited, 0 for none; left out: whatever is newest. */
  base?: number;
  note: string;
  enabled?: boolean | null | undefined;
  accept_warnings: boolean;
  secret_keys?: string[] | null | undefined;
  restored_from?: number;
}

export interface Saved {
  vault: string;
  version: number;
  enabled: boolean;
  /** Without secrets. */
  findings: Finding[];
}

/**
 * Saves a text as a vault's next version, or as a new vault; what is masked in it stays as it was. Nothing is stored
 * when anything is refused.
 * @throws WireError 400/10 for a vault that is not the caller's to edit, 409 when somebody saved meanwhile, 400/800
 * when it is on and clients would misread it, 400/801 for a name already taken
 */
export function saveVault(db: Db, keys: Keys, who: Who, wanted: Wanted, actor: Actor): Promise<Saved> {
  return inTransaction(db, async (tx) => {
    const existing = await existingVault(tx, who, wanted);
    if (existing && wanted.base !== undefined && wanted.base !== existing.version)
      throw await conflictWith(tx, keys, existing, wanted.base);
    return existing
      ? saveNext(tx, keys, who, existing, wanted, actor)
      : saveNew(tx, keys, who, wanted, actor);
  });
}

async function existingVault(
  tx: Db,
  who: Who,
  { vault, scope }: Pick<Wanted, 'vault' | 'scope'>,
): Promise<Vault | undefined> {
  if (vault) {
    const found = await lockEditable(tx, who, vault);
    if (!found) throw new WireError('invalid_id', { field: 'vault' });
    return found;
  }
  if (scope === 'group') return undefined;
  const personal = await findPersonal(tx, who);
  return personal && lockEditable(tx, who, personal.id);
}

async function saveNew(tx: Db, keys: Keys, who: Who, wanted: Wanted, actor: Actor): Promise<Saved> {
  const { scope, format, note, enabled: on } = wanted;
  if (scope === 'group' && !who.manages)
    throw new WireError('role_not_allowed', { field: 'scope', rule: 'for administrators of the workspace' });
  const name = scope === 'user' ? 'Personal vault' : wanted.name;
  if (!name) throw invalidField('name', 'is required (string)');
  const id = newId();
  const owned: Vault = {
    id,
    workspace_id: who.workspace_id,
    account_id: scope === 'user' ? who.account_id : null,
    name,
    description: wanted.description ?? '',
    enabled: on ?? false,
    for_all: true,
    secret_keys: wanted.secret_keys ?? [],
    format,
    version: 0,
  };
  const text = await restoreMasks(tx, keys, undefined, wanted, owned.secret_keys);
  const { checked, findings } = await checkedText(tx, keys, owned, { text, format });
  if (owned.enabled) requireServable(checked, findings, wanted.accept_warnings);
  if (scope === 'group') await requireRoom(tx, who.workspace_id);
  const served = await sealServed(tx, keys, owned, checked.served);
  const { description, enabled, secret_keys } = owned;
  const vault = { id, scope, name, description, enabled, secret_keys, format, keys: checked.keys, ...served };
  if (!(await insertVault(tx, who, vault))) {
    if (scope === 'group') throw nameTaken();
    // Another page of the same person made theirs first.
    return saveNext(tx, keys, who, await requirePersonal(tx, keys, who, wanted), wanted, actor);
  }
  const sealed = await sealVersion(tx, keys, owned, 1, text);
  await insertVersion(tx, owned, { version: 1, format, note, author_id: actor.actor_id, ...sealed });
  await append(tx, vaultEvent('create', owned, actor, { version: 1, enabled }));
  return { vault: id, version: 1, enabled, findings };
}

async function requireRoom(tx: Db, workspaceId: string): Promise<void> {
  const present = await lockOrder(tx, workspaceId);
  if (present.length >= MAX_WORKSPACE_VAULTS)
    throw invalidField(
      'scope',
      `a workspace has at most ${MAX_WORKSPACE_VAULTS} vaults`,
      'Delete one that is no longer used, or put two into one.',
    );
}

async function requirePersonal(tx: Db, keys: Keys, who: Who, { base }: Wanted): Promise<Vault> {
  const personal = await existingVault(tx, who, { scope: 'user' });
  if (!personal) throw new WireError('invalid_id', { field: 'vault' });
  if (base !== undefined) throw await conflictWith(tx, keys, personal, base);
  return personal;
}

async function saveNext(
  tx: Db,
  keys: Keys,
  who: Who,
  vault: Vault,
  wanted: Wanted,
  actor: Actor,
): Promise<Saved> {
  const { format, note, restored_from } = wanted;
  const secret_keys = wanted.secret_keys ?? vault.secret_keys;
  const text = await restoreMasks(tx, keys, vault, wanted, secret_keys);
  const { checked, findings } = await checkedText(tx, keys, { ...vault, secret_keys }, { text, format });
  const enabled = wanted.enabled ?? vault.enabled;
  if (enabled) requireServable(checked, findings, wanted.accept_warnings);
  const same = await isNewest(tx, keys, vault, { text, format });
  const version = same ? vault.version : vault.version + 1;
  const changes = {
    ...(wanted.name && vault.account_id === null && { name: wanted.name }),
    ...(typeof wanted.description === 'string' && { description: wanted.description }),
    ...{ enabled, secret_keys, format, version, keys: checked.keys },
    ...(await sealServed(tx, keys, vault, checked.served)),
  };
  await updateVault(tx, who, vault.id, changes).catch(refuseTakenName);
  if (!same) {
    const sealed = await sealVersion(tx, keys, vault, version, text);
    const row = { version, format, note, author_id: actor.actor_id, restored_from: restored_from ?? null };
    await insertVersion(tx, vault, { ...row, ...sealed });
    await append(
      tx,
      vaultEvent(restored_from ? 'restore' : 'save', vault, actor, { version, restored_from }),
    );
  }
  await auditUnmarked(tx, vault, secret_keys, actor);
  if (enabled !== vault.enabled)
    await append(tx, vaultEvent(enabled ? 'enable' : 'disable', vault, actor, { version }));
  return { vault: vault.id, version, enabled, findings };
}

async function checkedText(
  tx: Db,
  keys: Keys,
  vault: Vault,
  { text, format }: { text: string; format: VaultFormat },
) {
  const checked = checkVault(text, format);
  const { findings } = await maskWithFindings(tx, keys, vault, { text, format }, checked.findings);
  return { checked, findings };
}

async function isNewest(tx: Db, keys: Keys, vault: Vault, { text, format }: Pick<Wanted, 'text' | 'format'>) {
  const newest = await openVersion(tx, keys, vault, vault.version);
  return newest?.text === text && newest.format === format;
}

const nameTaken = () =>
  invalidField('name', 'is the name of another vault', 'Choose another.', 'expected_unique_data');

const UNIQUE = '23505';

/** Turns the database's word for a name already taken into ours. */
export function refuseTakenName(error: unknown): never {
  if ((error as { code?: string }).code === UNIQUE) throw nameTaken();
  throw error;
}
