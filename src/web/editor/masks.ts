/** What the server puts in place of a secret: dots, and eight characters that are the same for the same secret. */
const MASK = '•{8}[a-z0-9]{8}';

/** A mask with what belongs to it: the quotes around it, or the sign of the comment it stands for. */
export const MASK_PATTERN = new RegExp(`"${MASK}"|'${MASK}'|(?:# ?)?${MASK}(?![a-z0-9])`, 'g');

const WHOLE = new RegExp(`^(?:# ?)?${MASK}$`);

/** A masked secret in a text; offsets in UTF-16 units. */
export type MaskRange = { from: number; to: number; id: string };

/** Where masked secrets stand in a text, in order. */
export function findMasks(text: string): MaskRange[] {
  return [...text.matchAll(MASK_PATTERN)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    id: /[a-z0-9]{8}/.exec(match[0])?.[0] ?? '',
  }));
}

/** True for a value that is nothing but a mask. */
export const isMask = (text: string): boolean => WHOLE.test(text);
