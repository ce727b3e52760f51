import type { SyntaxTree } from './syntax.ts';

/** The text of a lossless tree: exactly what was parsed. */
export function print(_tree: SyntaxTree): string {
  throw new Error('not built yet');
}
