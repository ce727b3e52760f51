import { call } from '../../api.ts';
import { findMasks } from '../../editor/masks.ts';
import type { Draft } from './draft.ts';

const textOf = async (workspace: string, vault: string, version: number, mask?: string) =>
  (await call('vaults.reveal', { vault, version, ...(mask && { mask }) }, { workspace })).text;

/** The clear text of one version. It is audited. */
export const revealVersion = (workspace: string, vault: string, version: number) =>
  textOf(workspace, vault, version);

/** True when a secret of the draft is still masked. */
export const isMasked = (text: string) => findMasks(text).length > 0;

/**
 * A draft with its secrets in clear. An untouched text becomes the version's clear text; in a changed one each mask
 * that is left is replaced by its own secret. It is audited.
 */
export async function revealDraft(workspace: string, vault: string, draft: Draft): Promise<Draft> {
  const { base, text } = draft;
  const clear = await textOf(workspace, vault, base.version);
  const revealed = { ...draft, revealed: true, base: { ...base, text: clear } };
  if (text === base.text) return { ...revealed, text: clear };
  const masks = findMasks(text);
  const raws = new Map<string, string>();
  for (const id of new Set(masks.map((mask) => mask.id))) {
    raws.set(id, await textOf(workspace, vault, base.version, id));
  }
  return { ...revealed, text: unmasked(text, raws) };
}

/** Puts what masks stand for in their place, as it is written in the clear text. */
export function unmasked(text: string, raws: ReadonlyMap<string, string>): string {
  let result = '';
  let at = 0;
  for (const { from, to, id } of findMasks(text)) {
    const raw = raws.get(id);
    if (raw === undefined) continue;
    result += text.slice(at, from) + raw;
    at = to;
  }
  return result + text.slice(at);
}

/** A secret as its user needs it, from how it is written: without quotes and escapes, or the sign of a comment. */
export function secretOf(raw: string): string {
  if (raw.startsWith('"""')) return raw.replace(/^"""|"""$/g, '');
  if (raw.startsWith("'")) return raw.slice(1, -1).replaceAll("''", "'");
  if (!raw.startsWith('"')) return raw.replace(/^(?:#|\/\/) ?/, '');
  try {
    return String(JSON.parse(raw));
  } catch {
    return raw.slice(1, -1);
  }
}
