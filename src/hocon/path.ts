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

/** True for a key that may stand without quotes wherever a path element may, and reads well so. */
export function isPlainKey(key: string): boolean {
  return key !== 'include' && /^[\w-]+$/.test(key);
}
