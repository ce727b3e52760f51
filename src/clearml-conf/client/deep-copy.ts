import type { Budget } from './budget.ts';
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
export function deepCopy(node: Node, budget: Budget): Node {
  return new Copier(budget).copy(node, 0);
}

class Copier {
  private readonly seen = new Map<unknown, Node>();
  private readonly budget: Budget;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  copy(node: Node, calls: number): Node {
    if (node === null || typeof node !== 'object') return node;
    const there = this.seen.get(node);
    if (there !== undefined) return there;
    if (calls > MOST_CALLS)
      throw new ClientFailure('too-deep', 'These references nest too deeply to be copied.');
    this.budget.spend(1);
    if (Array.isArray(node)) return this.list(node, calls);
    if (node instanceof Tree) return this.tree(node, calls);
    if (node instanceof Concatenation) return this.concatenation(node, calls);
    if (node instanceof Reference) return this.reference(node, calls);
    if (node instanceof Pair) return new Pair(node.key, this.copy(node.value, calls + CALLS.list));
    return node;
  }

  private list(list: readonly Node[], calls: number): Node[] {
    const copy: Node[] = [];
    this.seen.set(list, copy);
    for (const element of list) copy.push(this.copy(element, calls + CALLS.list));
    return copy;
  }

  private tree(tree: Tree, calls: number): Tree {
    const copy = new Tree(tree.history !== undefined);
    this.seen.set(tree, copy);
    for (const [key, past] of tree.history ?? []) {
      copy.history?.set(key, this.list(past, calls + CALLS.object + CALLS.list));
    }
    for (const [key, value] of tree.pairs()) copy.dict.set(key, this.copy(value, calls + CALLS.tree));
    return copy;
  }

  private concatenation(node: Concatenation, calls: number): Concatenation {
    const copy = new Concatenation([''], node.at);
    this.seen.set(node, copy);
    const deeper = calls + CALLS.object;
    const tokens = node.tokens.map((token) => this.copy(token, deeper + CALLS.object));
    copy.tokens.splice(0, 1, ...tokens);
    if (node.owner) copy.owner = this.copy(node.owner, deeper) as Tree | Node[];
    copy.key = node.key;
    if (node.hidden !== undefined) copy.hidden = this.copy(node.hidden, deeper);
    return copy;
  }

  private reference(node: Reference, calls: number): Reference {
    const copy = new Reference(node.path, node.optional, node.blanks, node.at);
    this.seen.set(node, copy);
    copy.index = node.index;
    if (node.owner) copy.owner = this.copy(node.owner, calls + CALLS.object) as Concatenation;
    return copy;
  }
}
