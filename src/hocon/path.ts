import { classOf, isUnquoted, SPACE } from './characters.ts';
import { Cursor } from './cursor.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { parsePathNode } from './parse-path.ts';
import { isScalarKind } from './parse-scalar.ts';
import { Reporter } from './reporter.ts';
import { END } from './token-kinds.ts';

/** The elements of a path expression (`a."b.c".d`), or undefined when it is not one. */
export function parsePath(text: string): string[] | undefined {
  const reporter = new Reporter(text, '', DEFAULT_LIMITS.errors);
  const cursor = new Cursor(text, DEFAULT_LIMITS, reporter);
  cursor.skipBlank(false);
  if (!isScalarKind(cursor.kind)) return undefined;
  const { elements } = parsePathNode(cursor);
  if (reporter.errors.length > 0 || !cursor.is(END)) return undefined;
  return elements.map((element) => element.text);
}

/** Elements as a path expression, quoted where needed. */
export function renderPath(elements: readonly string[]): string {
  return elements.map((element) => (isPlainKey(element) ? element : JSON.stringify(element))).join('.');
}

/** True for a key that may stand without quotes wherever a path element may. */
export function isPlainKey(key: string): boolean {
  if (key === '' || key === 'include') return false;
  for (let i = 0; i < key.length; i += 1) {
    const code = key.charCodeAt(i);
    if (code >= 0x80 || !isUnquoted(code) || classOf(code) === SPACE || code === 0x2e || code === 0x2f)
      return false;
    // Control characters and brackets may pass in the language, but read badly.
    if (code < 0x21 || code === 0x7f || code === 0x28 || code === 0x29) return false;
  }
  return true;
}
