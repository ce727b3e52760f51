import { Concatenation } from './concatenation.ts';
import { ClientFailure } from './failure.ts';
import { type ClientMachine, include } from './include.ts';
import { Included, type Key, type Node, NULL_MARK, Pair, Reference } from './node.ts';
import { expandTabs } from './python-text.ts';
import { Scanner } from './scanner.ts';
import { Tree } from './tree.ts';

/** The genuine parser runs out of Python's stack somewhere between 28 and 60 brackets, by their kind. */
const DEEPEST = 44;
/** An include costs about as much of that stack as this many brackets. */
const INCLUDE_DEPTH = 1;

type Operator = '=' | '+=';
type Assignment = { key: Key; operator: Operator; value: Node; at: number };

/**
 * The outermost object or list of a text, references still open. `folder` is where its relative includes look,
 * `depth` how deeply it is itself included.
 */
export function parseText(text: string, machine: ClientMachine, folder?: string, depth = 0): Tree | Node[] {
  return new Parser(new Scanner(expandTabs(text)), machine, folder, depth).parse();
}

class Parser {
  private readonly scan: Scanner;
  private readonly machine: ClientMachine;
  private readonly folder: string | undefined;
  private depth: number;

  constructor(scan: Scanner, machine: ClientMachine, folder: string | undefined, depth: number) {
    this.depth = depth;
    this.scan = scan;
    this.machine = machine;
    this.folder = folder;
  }

  parse(): Tree | Node[] {
    const { scan } = this;
    while (scan.commentBehindSeparator() || scan.run('\n\r'));
    const root = this.list() ?? this.object(true) ?? this.members(true);
    while (scan.commentBehindSeparator() || scan.run('\n\r,'));
    if (!scan.atEnd()) throw this.refuse('This does not belong to the value before it.', true);
    return root;
  }

  private refuse(message: string, soft = false): ClientFailure {
    return new ClientFailure('syntax', message, this.scan.at, soft);
  }

  private deeper<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new ClientFailure('too-deep', 'Brackets nest too deeply.', this.scan.at);
    try {
      return read();
    } catch (error) {
      // Inside brackets the grammar never goes back: what could be passed over outside them is final here.
      if (error instanceof ClientFailure && error.soft)
        throw new ClientFailure(error.code, error.message, error.at);
      throw error;
    } finally {
      this.depth -= 1;
    }
  }

  private object(root = false): Tree | undefined {
    if (!this.scan.literal('{')) return undefined;
    return this.deeper(() => {
      const tree = this.members(root);
      if (!this.scan.literal('}')) throw this.refuse('A key or } is expected here.');
      return tree;
    });
  }

  private list(): Node[] | undefined {
    const { scan } = this;
    if (!scan.literal('[')) return undefined;
    return this.deeper(() => {
      const elements = [this.value()];
      while (scan.run('\n\r,')) elements.push(this.value());
      if (!scan.literal(']')) throw this.refuse('A comma or ] is expected here.');
      return buildList(elements);
    });
  }

  private members(root: boolean): Tree {
    const { scan } = this;
    const found: (Included | Assignment)[] = [];
    for (;;) {
      if (scan.commentBehindSeparator()) continue;
      const member = this.include() ?? this.assignment();
      if (member) found.push(member);
      else if (!scan.run('\n\r,')) break;
    }
    return buildTree(found, root);
  }

  private include(): Included | undefined {
    return include(this.scan, this.machine, this.folder, (text, folder) => {
      const depth = this.depth + INCLUDE_DEPTH;
      if (depth > DEEPEST) throw new ClientFailure('too-deep', 'Includes nest too deeply.', this.scan.at);
      return parseText(text, this.machine, folder, depth);
    });
  }

  private assignment(): Assignment | undefined {
    const { scan } = this;
    const key = scan.key();
    if (key === undefined) return undefined;
    const skipLines = () => {
      while (scan.comment() || scan.run('\n\r'));
    };
    skipLines();
    const tree = this.object();
    if (tree) return { key, operator: '=', value: tree, at: scan.at };
    const operator = scan.literal('=') || scan.literal(':') ? '=' : scan.literal('+=') ? '+=' : undefined;
    if (!operator) throw this.refuse('After a key, = or : or { is expected.');
    skipLines();
    return { key, operator, value: this.value(), at: scan.at };
  }

  /** Parts up to the end of the value, joined; comments between them vanish, also on the lines that follow. */
  private value(): Node {
    const { scan } = this;
    scan.skipBlanks();
    const at = scan.at;
    const tokens: Node[] = [];
    for (;;) {
      if (scan.commentBehindSeparator()) continue;
      const token = this.include() ?? scan.reference() ?? this.object() ?? this.list() ?? this.scalar();
      if (token !== undefined) tokens.push(token);
      else if (!this.continuation()) break;
    }
    return new Concatenation(tokens, at).transform();
  }

  private scalar(): Node | undefined {
    const { scan } = this;
    const number = scan.duration() ?? scan.number();
    if (number !== undefined) return number;
    if (scan.keyword('true', true)) return true;
    if (scan.keyword('false', true)) return false;
    if (scan.keyword('null', true)) return NULL_MARK;
    return scan.tripleQuoted() ?? scan.quoted() ?? scan.word();
  }

  /** A backslash that ends its line joins the next line to the value. */
  private continuation(): boolean {
    if (!this.scan.literal('\\')) return false;
    if (!this.scan.run('\n\r')) throw this.refuse('A backslash here must end its line.');
    return true;
  }
}

/** Empty texts drop out of lists, quoted or not; what an include brought is spread out. */
function buildList(elements: readonly Node[]): Node[] {
  const list: Node[] = [];
  for (const element of elements) {
    if (element === '') continue;
    if (element instanceof Included) list.push(...element.parts);
    else list.push(element);
  }
  list.forEach((element, index) => {
    if (element instanceof Concatenation) element.place(list, BigInt(index));
  });
  return list;
}

function buildTree(members: readonly (Included | Assignment)[], root: boolean): Tree {
  const tree = new Tree(root);
  for (const member of members) {
    if (!(member instanceof Included)) assign(tree, member);
    else for (const part of member.parts) assign(tree, includedMember(part));
  }
  return tree;
}

/** Members from an included object are pairs; an included list is taken apart as if its elements were such. */
function includedMember(part: Node): Assignment {
  if (part instanceof Pair) return { key: trimKey(part.key), operator: '=', value: part.value, at: 0 };
  if (Array.isArray(part) && part.length === 2 && isKey(part[0])) {
    return { key: trimKey(part[0]), operator: '=', value: part[1] as Node, at: 0 };
  }
  if (typeof part === 'string') {
    const chars = [...part];
    if (chars.length === 2)
      return { key: trimKey(chars[0] as string), operator: '=', value: chars[1] as string, at: 0 };
    if (chars.length === 3 && (chars[1] === '=' || chars[1] === ':')) {
      return { key: trimKey(chars[0] as string), operator: '=', value: chars[2] as string, at: 0 };
    }
  }
  throw new ClientFailure('syntax', 'An included list cannot stand for the members of an object.');
}

const trimKey = (key: Key): Key => (typeof key === 'string' ? key.trim() : key);
const isKey = (node: Node | undefined): node is Key =>
  typeof node === 'string' || typeof node === 'bigint' || typeof node === 'number';

function assign(tree: Tree, { key, operator, value, at }: Assignment): void {
  if (operator === '+=' && (Array.isArray(value) || typeof value === 'string')) {
    // Only a list or a text is really added; any other value replaces, as with a plain =.
    const before = new Reference(key, true, '', at);
    tree.put(key, new Concatenation([before, typeof value === 'string' ? ` ${value}` : value], at));
    return;
  }
  if (Array.isArray(value)) {
    tree.put(key, value);
    return;
  }
  const there = tree.get(key, null);
  if (value instanceof Tree && !Array.isArray(there)) tree.put(key, value, true);
  else if (value instanceof Concatenation) {
    value.place(tree, key);
    tree.put(key, value, Array.isArray(there) || there instanceof Tree);
  } else tree.put(key, value);
}
