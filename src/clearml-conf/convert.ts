import { type ClientText, emitForClient } from './emit-for-client.ts';
import { type Format, readFormat } from './read-format.ts';

/**
 * Turns configuration in any format into the canonical HOCON that clients read as it was meant. Comments are lost;
 * `${X}` in HOCON stays an expression, in JSON and YAML it is plain text. Errors have their line in the given text.
 */
export function toClientHocon(text: string, format: Format, document = ''): ClientText {
  const meant = readFormat(text, format, document);
  return meant.value ? emitForClient(meant.value) : { errors: meant.errors };
}
