import { toClientHocon } from '../../../clearml-conf/convert.ts';
import { FORMAT_NAMES } from './formats.ts';
import type { Format } from './vault-queries.ts';

/** A text in another format, or one sentence that says why it cannot be. */
export type Converted = { text: string } | { refused: string };

/**
 * Writes a text in another format, with the same values. Comments are lost. References to a machine's variables
 * exist in HOCON only, so a text with them stays HOCON.
 */
export async function convertFormat(text: string, from: Format, to: Format): Promise<Converted> {
  const { text: hocon, errors } = toClientHocon(text, from);
  if (hocon === undefined) {
    const [first] = errors;
    return { refused: first ? `Line ${first.line}: ${first.message}` : 'This text cannot be converted.' };
  }
  if (to === 'hocon') return { text: hocon };
  let value: unknown;
  try {
    value = JSON.parse(hocon);
  } catch {
    return { refused: `It refers to variables of the client's machine, which ${FORMAT_NAMES[to]} cannot.` };
  }
  if (to === 'json') return { text: hocon };
  const { stringify } = await import('yaml');
  return { text: stringify(value) };
}
