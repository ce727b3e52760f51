import { Concatenation } from './concatenation.ts';
import { ClientFailure } from './failure.ts';
import { type Node, Pair, Reference } from './node.ts';
import { Tree } from './tree.ts';

/** Python's stack holds a thousand calls; a copy spends about this many of them on each kind of node. */
const CALLS = { list: 2, tree: 2, object: 4 };
const MOST_CALLS = 960;

/**
 * Python's `copy.deepcopy`: the copy of a part drags along whatever it points at, owners included, each node once.
 * References inside copied parts therefore write into copies of their owners, which later steps can see.
 */
export function deepCopy(node: Node, seen: Map<unknown, Node> = new Map(), calls = 0): Node {
  if (node === null || typeof node !== 'object') return node;
  const there = seen.get(node);
  if (there !== undefined) return there;
  if (calls > MOST_CALLS)
    throw new ClientFailure('too-deep', 'These references nest too deeply to be copied.');
  if (Array.isArray(node)) return copyList(node, seen, calls);
  if (node instanceof Tree) return copyTree(node, seen, calls);
  if (node instanceof Concatenation) return copyConcatenation(node, seen, calls);
  if (node instanceof Reference) return copyReference(node, seen, calls);
  if (node instanceof Pair) return new Pair(node.key, deepCopy(node.value, seen, calls + CALLS.list));
  return node;
}

function copyList(list: readonly Node[], seen: Map<unknown, Node>, calls: number): Node[] {
  const copy: Node[] = [];
  seen.set(list, copy);
  for (const element of list) copy.push(deepCopy(element, seen, calls + CALLS.list));
  return copy;
}

function copyTree(tree: Tree, seen: Map<unknown, Node>, calls: number): Tree {
  const copy = new Tree(tree.history !== undefined);
  seen.set(tree, copy);
  for (const [key, past] of tree.history ?? []) {
    copy.history?.set(key, copyList(past, seen, calls + CALLS.object + CALLS.list));
  }
  for (const [key, value] of tree.pairs()) copy.dict.set(key, deepCopy(value, seen, calls + CALLS.tree));
  return copy;
}

function copyConcatenation(node: Concatenation, seen: Map<unknown, Node>, calls: number): Concatenation {
  const copy = new Concatenation([''], node.at);
  seen.set(node, copy);
  const deeper = calls + CALLS.object;
  copy.tokens.splice(0, 1, ...node.tokens.map((token) => deepCopy(token, seen, deeper + CALLS.object)));
  if (node.owner) copy.owner = deepCopy(node.owner, seen, deeper) as Tree | Node[];
  copy.key = node.key;
  if (node.hidden !== undefined) copy.hidden = deepCopy(node.hidden, seen, deeper);
  return copy;
}

function copyReference(node: Reference, seen: Map<unknown, Node>, calls: number): Reference {
  const copy = new Reference(node.path, node.optional, node.blanks, node.at);
  seen.set(node, copy);
  copy.index = node.index;
  if (node.owner) copy.owner = deepCopy(node.owner, seen, calls + CALLS.object) as Concatenation;
  return copy;
}
