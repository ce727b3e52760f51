import type { Finding } from '../../../clearml-conf/finding.ts';
import { MASK_DOTS } from '../../../clearml-conf/mask/form.ts';
import { type Masked, maskText } from '../../../clearml-conf/mask.ts';
import { maskFindings } from '../../../clearml-conf/mask-findings.ts';
import { unmaskText } from '../../../clearml-conf/unmask.ts';
import type { Db } from '../../db/database.ts';
import type { VaultFormat } from '../../db/schema.ts';
import { WireError } from '../../http/errors.ts';
import type { Vault } from './store.ts';
import { type Keys, type Owned, openVersion, secretNames } from './vault-text.ts';

type Maskable = Owned & Pick<Vault, 'secret_keys'>;

/** Masks a text of a vault as its page may see it. */
export async function maskFor(
  db: Db,
  keys: Keys,
  vault: Maskable,
  { text, format }: { text: string; format: VaultFormat },
): Promise<Masked> {
  const idOf = await secretNames(db, keys, vault);
  return maskText(text, format, { secretKeys: vault.secret_keys, idOf });
}

/** A text and what the check says of it, both without secrets. */
export async function maskWithFindings(
  db: Db,
  keys: Keys,
  vault: Maskable,
  version: { text: string; format: VaultFormat },
  findings: readonly Finding[],
): Promise<{ text: string; parsed: boolean; findings: Finding[] }> {
  const masked = await maskFor(db, keys, vault, version);
  const shown = maskFindings(findings, masked);
  const { text, parsed } = masked;
  if (parsed) return { text, parsed, findings: shown };
  // One mask hides everything, but the line to look at is no secret.
  const placed = shown.map((finding, index) => {
    const { line = finding.line, column = finding.column } = findings[index] ?? {};
    return { ...finding, line, column };
  });
  return { text, parsed, findings: placed };
}

/** What a mask stands for, as written in a version of this format. */
type Hidden = { raw: string; format: VaultFormat };

/** A mask may stem from a version before the newest: after a merge, or in a page left open. */
const VERSIONS_SEARCHED = 20;
const MASK_ID = /••••••••([a-z0-9]{8})/g;

/**
 * Puts back what is masked in a text sent by the page, from the vault's newest versions.
 * @throws WireError 400/12 with the place of a mask that stands for nothing, or was moved to where it would show
 */
export async function restoreMasks(
  db: Db,
  keys: Keys,
  vault: (Maskable & Pick<Vault, 'version'>) | undefined,
  { text, format }: { text: string; format: VaultFormat },
  secretKeys: readonly string[],
): Promise<string> {
  const wanted = new Set(Array.from(text.matchAll(MASK_ID), ([, id = '']) => id));
  if (!text.includes(MASK_DOTS)) return text;
  const raws = new Map<string, Hidden>();
  const idOf = vault ? await secretNames(db, keys, vault) : () => '';
  if (vault) await collect(db, keys, vault, idOf, wanted, raws);
  const restored = unmaskText(text, format, {
    secretKeys,
    idOf,
    rawOf: (id) => raws.get(id)?.raw,
    rawFormatOf: (id) => raws.get(id)?.format,
  });
  if (restored.ok) return restored.text;
  const { message, hint, line, column } = restored.finding;
  throw new WireError(
    'validation_error',
    { field: 'text', rule: message, cure: hint, line, column, findings: [restored.finding] },
    `text: ${message} (line ${line}, column ${column})`,
  );
}

/** Looks for what masks stand for in a vault's versions, from the newest back. */
async function collect(
  db: Db,
  keys: Keys,
  vault: Maskable & Pick<Vault, 'version'>,
  idOf: (raw: string) => string,
  wanted: Set<string>,
  raws: Map<string, Hidden>,
): Promise<void> {
  const oldest = Math.max(1, vault.version - VERSIONS_SEARCHED + 1);
  for (let number = vault.version; number >= oldest && wanted.size > 0; number--) {
    const version = await openVersion(db, keys, vault, number);
    if (!version) continue;
    const { masks } = maskText(version.text, version.format, { secretKeys: vault.secret_keys, idOf });
    for (const { id, raw } of masks) if (wanted.delete(id)) raws.set(id, { raw, format: version.format });
  }
}
