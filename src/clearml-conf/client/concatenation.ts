import { ClientFailure } from './failure.ts';
import { Bare, type Key, type Node, Quoted, Reference } from './node.ts';
import { pythonText } from './python-value.ts';
import { mergeInto, Tree } from './tree.ts';

const kindOf = (token: Node): 'object' | 'list' | 'text' => {
  if (token instanceof Tree) return 'object';
  return Array.isArray(token) ? 'list' : 'text';
};

const partText = (token: Node, last: boolean): string => {
  if (token === null) return '';
  return token instanceof Quoted ? token.text + (last ? '' : token.blanks) : pythonText(token);
};

const MOST_LAYERS = 2000;

/** Parts standing beside each other; it stays one while a reference among them waits to be looked up. */
export class Concatenation {
  readonly tokens: Node[];
  readonly at: number;
  owner: Tree | Node[] | undefined;
  key: Key | undefined;
  /** What stood under the key before: a self reference means this. */
  hidden: Node | undefined;

  constructor(tokens: Node[], at: number) {
    this.tokens = tokens;
    this.at = at;
    this.recompute();
  }

  place(owner: Tree | Node[], key: Key, hidden?: Node): void {
    this.owner = owner;
    this.key = key;
    if (hidden !== undefined) this.hidden = hidden;
  }

  /** Tells the references where they stand and cuts the blanks behind a last unquoted word. */
  recompute(): void {
    this.tokens.forEach((token, index) => {
      if (!(token instanceof Reference)) return;
      token.owner = this;
      token.index = index;
    });
    if (this.tokens.length === 0) this.tokens.push('');
    const last = this.tokens[this.tokens.length - 1];
    if (last instanceof Bare) this.tokens[this.tokens.length - 1] = last.text.replace(/[ \t]+$/, '');
  }

  /** References still open here and in what this one hides, the oldest first. */
  references(): Reference[] {
    const layers = this.layers().map((layer) => layer.tokens.filter((token) => token instanceof Reference));
    return layers.reverse().flat();
  }

  /** This concatenation and those it hides, newest first. One that hides itself keeps the genuine reader for ever. */
  layers(): Concatenation[] {
    const layers: Concatenation[] = [];
    for (let node: Node | undefined = this; node instanceof Concatenation; node = node.hidden) {
      layers.push(node);
      if (layers.length > MOST_LAYERS) {
        throw new ClientFailure('too-much-work', 'These references run in a circle.', this.at);
      }
    }
    return layers;
  }

  /** The joined value, or this very object while references are open. */
  transform(): Node {
    if (this.references().length > 0) return this;
    const tokens = this.tokens.filter((token) => token !== null);
    const first = tokens[0];
    if (first === undefined) return null;
    const kind = kindOf(first);
    if (tokens.some((token) => kindOf(token) !== kind)) {
      throw new ClientFailure(
        'wrong-type',
        'An object, a list and a text cannot stand beside each other.',
        this.at,
      );
    }
    if (kind === 'object') return this.joinObjects(tokens as Tree[]);
    if (kind === 'list') return joinLists(tokens as Node[][]);
    if (tokens.length > 1) {
      return tokens.map((token, index) => partText(token, index === tokens.length - 1)).join('');
    }
    if (first instanceof Quoted || first instanceof Bare) return first.text;
    return first;
  }

  private joinObjects(tokens: readonly Tree[]): Tree {
    const hidden: Tree[] = [];
    let node = this.hidden;
    while (node !== undefined) {
      const value: Node = node instanceof Concatenation ? node.transform() : node;
      if (!(value instanceof Tree)) break;
      // An empty object ends the walk: the genuine reader takes it for nothing.
      if (node instanceof Tree && node.dict.size === 0) break;
      hidden.push(value);
      node = node instanceof Concatenation ? node.hidden : undefined;
    }
    const joined = new Tree();
    for (const tree of hidden.reverse()) mergeInto(joined, tree, true);
    for (const tree of tokens) mergeInto(joined, tree, true);
    return joined;
  }
}

function joinLists(lists: readonly Node[][]): Node[] {
  const joined: Node[] = [];
  let index = 0n;
  for (const list of lists) {
    for (const element of list) {
      if (element instanceof Concatenation) {
        element.owner = joined;
        element.key = index;
      }
      index += 1n;
      joined.push(element);
    }
  }
  return joined;
}
