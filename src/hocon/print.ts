import type { SyntaxElement, SyntaxTree } from './syntax.ts';

/** The text of a lossless tree: exactly what was parsed. */
export function print(tree: SyntaxTree): string {
  const pieces: string[] = [];
  const collect = (elements: readonly SyntaxElement[]): void => {
    for (const element of elements) {
      if (element.type === 'token') pieces.push(element.text);
      else collect(element.children ?? []);
    }
  };
  collect(tree.children);
  return pieces.join('');
}
