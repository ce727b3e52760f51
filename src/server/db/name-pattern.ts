/** What a pattern from a request becomes in SQL; patterns never meet JavaScript's RegExp. */
export type NamePattern =
  | { kind: 'equal' | 'prefix' | 'contains'; text: string }
  | { kind: 'regex'; pattern: string };

const MAX_LENGTH = 512;
const META = new Set('.^$*+?()[]{}|');
/** Escapes that stand for a class or a control character rather than for themselves. */
const CLASS_ESCAPE = /[A-Za-z0-9]/;

/** Bounds multiply when they nest, and PostgreSQL builds every repetition: more costs it gigabytes. */
const MAX_REPETITIONS = 1_000;

/** The pattern is longer than 512 characters, holds a back-reference or repeats too often. */
export class PatternError extends Error {}

/**
 * Reads a name pattern as clients build them with Python's `re.escape`: a literal becomes an equality, prefix or
 * substring; anything else a regular expression for PostgreSQL's `~`, to be run under a statement timeout.
 * @throws PatternError
 */
export function readNamePattern(pattern: string): NamePattern {
  if (pattern.length > MAX_LENGTH) throw new PatternError(`must have at most ${MAX_LENGTH} characters`);
  const starts = pattern.startsWith('^');
  const ends = /(?:^|[^\\])(?:\\\\)*\$$/.test(pattern);
  const text = unescapeLiteral(pattern.slice(starts ? 1 : 0, ends ? -1 : undefined));
  if (text === undefined || (ends && !starts)) return { kind: 'regex', pattern: forPostgres(pattern) };
  return { kind: starts ? (ends ? 'equal' : 'prefix') : 'contains', text };
}

/** The text a pattern without operators stands for; undefined when it has some. */
function unescapeLiteral(pattern: string): string | undefined {
  let text = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] ?? '';
    if (META.has(char)) return undefined;
    if (char !== '\\') {
      text += char;
      continue;
    }
    const next = pattern[++i];
    if (next === undefined || CLASS_ESCAPE.test(next)) return undefined;
    text += next;
  }
  return text;
}

/** PostgreSQL reads `\-` and `\ ` as we do, but back-references would make matching exponential, bounds huge. */
function forPostgres(pattern: string): string {
  if (/\\[1-9]/.test(pattern.replaceAll('\\\\', ''))) throw new PatternError('must not hold back-references');
  const bounds = [...pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].map(([, low, high]) => Number(high || low));
  if (bounds.reduce((product, bound) => product * Math.max(1, bound), 1) > MAX_REPETITIONS)
    throw new PatternError(`must not repeat more than ${MAX_REPETITIONS} times`);
  return pattern;
}

/** Escapes a text for LIKE. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
