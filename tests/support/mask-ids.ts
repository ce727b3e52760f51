import { createHash } from 'node:crypto';
import { type Masked, maskText } from '../../src/clearml-conf/mask.ts';
import type { Format } from '../../src/clearml-conf/read-format.ts';
import { type Unmasked, unmaskText } from '../../src/clearml-conf/unmask.ts';

/** Ids as a server would make them, without its key. */
export const idOf = (raw: string): string =>
  createHash('sha256')
    .update(raw)
    .digest('hex')
    .slice(0, 16)
    .replace(/../g, (two) => (Number.parseInt(two, 16) % 36).toString(36));

export const mask = (text: string, format: Format, secretKeys: readonly string[] = []): Masked =>
  maskText(text, format, { idOf, secretKeys });

/** Puts back what the masks of a stored text stand for in an edited masked text. */
export function unmask(
  edited: string,
  format: Format,
  stored: Masked,
  more: { secretKeys?: readonly string[]; rawFormatOf?: (id: string) => Format } = {},
): Unmasked {
  const raws = new Map(stored.masks.map(({ id, raw }) => [id, raw]));
  return unmaskText(edited, format, { idOf, rawOf: (id) => raws.get(id), ...more });
}
