import { parse } from '../hocon/parse.ts';
import { resolve } from '../hocon/resolve.ts';
import type { SyntaxTree } from '../hocon/syntax.ts';
import type { ResolvedValue } from '../hocon/values.ts';
import { type Finding, findingOf, Places } from './finding.ts';
import { readYaml } from './read-yaml.ts';

/** The languages configuration may be written in. Clients read HOCON only. */
export type Format = 'hocon' | 'json' | 'yaml';
export const FORMATS: readonly Format[] = ['hocon', 'json', 'yaml'];

/** A text as it is meant: its value with the place of every part, references to a client's machine still open. */
export type Meant = { value?: ResolvedValue; errors: Finding[]; tree?: SyntaxTree };

/** Reads a text in its own language. Never throws; without a value there is at least one error. */
export function readFormat(text: string, format: Format, document = ''): Meant {
  if (format === 'yaml') return readYaml(text, document);
  if (format === 'json') {
    const error = jsonError(text);
    if (error) return { errors: [error] };
  }
  return readHocon(text, document);
}

function readHocon(text: string, document: string): Meant {
  const { tree, errors } = parse(text, { document });
  if (errors.length > 0) return { tree, errors: errors.map(findingOf) };
  // Includes happen on the client; here they count for nothing, and the check names them.
  const resolved = resolve(tree, { unresolved: 'keep', include: () => [] });
  const found = resolved.errors.map(findingOf);
  return resolved.value && found.length === 0
    ? { tree, value: resolved.value, errors: [] }
    : { tree, errors: found };
}

/** True for a text that is JSON. */
export const isJson = (text: string): boolean => jsonError(text) === undefined;

/** What is wrong with a text as JSON, or undefined. */
function jsonError(text: string): Finding | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const from = jsonErrorPlace(text, error instanceof Error ? error.message : '');
    return {
      code: 'json-syntax',
      severity: 'error',
      message: 'This is not JSON.',
      hint: 'Check the quotes, commas and brackets here, or choose HOCON, which is less strict.',
      from,
      to: Math.min(from + 1, text.length),
      ...new Places(text).of(from),
    };
  }
}

/** Engines tell the place of a JSON error in their message: as an offset, as line and column, or not at all. */
function jsonErrorPlace(text: string, message: string): number {
  const offset = /position (\d+)/.exec(message)?.[1];
  if (offset) return Math.min(Number(offset), text.length);
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  if (line && column) {
    const before = text
      .split('\n')
      .slice(0, Number(line) - 1)
      .join('\n').length;
    return Math.min(before + Number(column), text.length);
  }
  return /end of JSON input|Unexpected end/.test(message) ? text.length : 0;
}
