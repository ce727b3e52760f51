import type { SyntaxElement, SyntaxNode, Token } from './syntax.ts';
import { tokenize } from './tokenize.ts';

/** Nodes directly below a node, in order of place. */
function nodesBelow(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.type) {
    case 'object':
      return node.entries;
    case 'array':
      return node.elements;
    case 'concat':
      return node.parts;
    case 'field':
      return [node.path, node.value];
    case 'substitution':
      return [node.path];
    default:
      return [];
  }
}

/** Gives every node its `children` and returns those of the document: each token of the text ends up in one place. */
export function attachTokens(text: string, root: SyntaxNode): readonly SyntaxElement[] {
  const tokens = tokenize(text);
  let next = 0;
  const gather = (nodes: readonly SyntaxNode[], to: number): SyntaxElement[] => {
    const children: SyntaxElement[] = [];
    for (const node of nodes) {
      takeUntil(children, node.from);
      node.children = gather(nodesBelow(node), node.to);
      children.push(node);
    }
    takeUntil(children, to);
    return children;
  };
  const takeUntil = (children: SyntaxElement[], to: number): void => {
    for (let token = tokens[next]; token && token.from < to; token = tokens[next]) {
      children.push(token satisfies Token);
      next += 1;
    }
  };
  return gather([root], text.length);
}
