import { Budget } from './budget.ts';
import { Concatenation } from './concatenation.ts';
import { deepCopy } from './deep-copy.ts';
import { ClientFailure } from './failure.ts';
import type { ClientMachine } from './include.ts';
import type { Key, Node, Reference } from './node.ts';
import { slotName } from './ordered-dict.ts';
import { equalsKey, isTrue, pythonText } from './python-value.ts';
import { MissingKey, pathSteps, Tree } from './tree.ts';

/** A long string counts as this many characters a node. */
const CHARACTERS_PER_NODE = 32;

type Substituted = { unresolved: boolean; found: Reference[]; result: Node };

/** Replaces the references of a parsed text, in the genuine reader's order and with its blind spots. */
export function resolveReferences(root: Tree | Node[], machine: ClientMachine): void {
  new Resolver(root, machine).run();
}

class Resolver {
  private readonly root: Tree | Node[];
  private readonly machine: ClientMachine;
  private readonly budget = new Budget();

  constructor(root: Tree | Node[], machine: ClientMachine) {
    this.root = root;
    this.machine = machine;
  }

  run(): void {
    if (this.root instanceof Tree && this.root.history)
      this.settleSelfReferences(this.root, this.root.history);
    const waiting = this.open(this.root);
    let unresolved = waiting.length > 0;
    let before: Reference[] = [];
    while (waiting.length > 0 && !sameMembers(waiting, before)) {
      before = [...waiting];
      for (const reference of before) unresolved = this.resolveOne(reference, waiting);
    }
    if (before.length > 0) {
      finish(this.root);
      if (unresolved)
        throw new ClientFailure('substitution', 'These references run in a circle.', waiting[0]?.at);
    }
    finish(this.root);
  }

  /** Looks one reference up and puts its value in place; tells whether more is open behind it. */
  private resolveOne(reference: Reference, waiting: Reference[]): boolean {
    let value = this.lookUp(reference);
    const owner = reference.owner;
    if (value instanceof Concatenation && owner && value.layers().includes(owner) && isTrue(owner.hidden)) {
      value = owner.hidden ?? null;
    }
    const missing = value === undefined;
    const done = this.substitute(reference, value ?? null, !missing);
    waiting.push(...done.found);
    this.budget.spend(done.found.length);
    if (!(done.result instanceof Concatenation)) {
      const at = waiting.indexOf(reference);
      if (at < 0) throw new ClientFailure('substitution', 'This reference was resolved twice.', reference.at);
      waiting.splice(at, 1);
    }
    return done.unresolved;
  }

  /** The references still open below a node, in reading order. */
  private open(node: Node): Reference[] {
    this.budget.spend(1);
    if (node instanceof Concatenation) {
      this.budget.spend(node.layers().length);
      return node.references();
    }
    if (node instanceof Tree) return node.dict.values().flatMap((child) => this.open(child));
    return Array.isArray(node) ? node.flatMap((child) => this.open(child)) : [];
  }

  /** The value a reference points at; undefined for an optional one that points nowhere. */
  private lookUp(reference: Reference): Node | undefined {
    const name = reference.path;
    if (!(this.root instanceof Tree)) {
      throw new ClientFailure('wrong-type', 'A list at the root cannot hold references.', reference.at);
    }
    try {
      return this.root.get(name);
    } catch (error) {
      if (!(error instanceof MissingKey)) throw error;
    }
    if (typeof name !== 'string')
      throw new ClientFailure('wrong-type', 'A number names no variable.', reference.at);
    const value = this.machine.env?.(name);
    if (value === undefined && !reference.optional) {
      throw new ClientFailure('substitution', `\${${String(name)}} has no value.`, reference.at);
    }
    return value;
  }

  private substitute(reference: Reference, given: Node, found = true): Substituted {
    this.budget.spend(1);
    const value = given instanceof Concatenation ? given.transform() : given;
    if (value instanceof Concatenation) return { unresolved: true, found: [], result: value };
    const owner = reference.owner;
    if (!owner) throw new ClientFailure('substitution', 'This reference belongs nowhere.', reference.at);
    const last = reference.index === owner.tokens.length - 1;
    const asIs = value === null || Array.isArray(value) || value instanceof Tree || last;
    owner.tokens[reference.index] = deepCopy(
      asIs ? value : pythonText(value) + reference.blanks,
      this.budget,
    );
    this.budget.spend(owner.layers().length + owner.tokens.length);
    const joined = owner.transform();
    if (typeof joined === 'string') this.budget.spend(joined.length / CHARACTERS_PER_NODE);
    const result = joined === null && !found ? (owner.hidden ?? null) : joined;
    if (result === null && removeFromOwner(owner)) return { unresolved: false, found: [], result };
    storeInOwner(owner, result);
    const open = this.open(result);
    return { unresolved: open.length > 0, found: open, result };
  }

  /** `a = ${a} …` means what `a` was before: settled first, from the past of each outermost key. */
  private settleSelfReferences(root: Tree, history: ReadonlyMap<Key, Node[]>): void {
    for (const key of root.dict.walk()) {
      const past = history.get(slotName(key)) ?? [];
      let previous = past[0] ?? null;
      for (const entry of past.slice(1)) previous = this.settleFromPast(root, key, entry, previous);
      if (past.length === 1) this.settleAlone(root, key, previous);
    }
  }

  private settleFromPast(root: Tree, key: Key, entry: Node, previous: Node): Node {
    let current = entry;
    for (const reference of this.open(entry)) {
      const steps = this.selfSteps(root, key, reference);
      if (!steps) continue;
      if (previous instanceof Concatenation) {
        throw new ClientFailure('substitution', 'This reference runs in a circle.', reference.at);
      }
      if (steps.length > 1 && !(previous instanceof Tree)) {
        throw new ClientFailure('wrong-type', 'What stood here before is no object.', reference.at);
      }
      const value = steps.length > 1 ? (previous as Tree).get(steps.slice(1).join('.')) : previous;
      current = this.substitute(reference, value).result;
    }
    return current;
  }

  private settleAlone(root: Tree, key: Key, value: Node): void {
    for (const reference of this.open(value)) {
      if (!this.selfSteps(root, key, reference)) continue;
      if (reference.optional) this.substitute(reference, null);
      if (typeof key !== 'string')
        throw new ClientFailure('wrong-type', 'A number names no variable.', reference.at);
      const fromEnvironment = this.machine.env?.(key);
      if (fromEnvironment !== undefined) this.substitute(reference, fromEnvironment);
      else if (reference.optional) this.substitute(reference, null);
    }
  }

  /** The steps of a reference that means the key it stands under; undefined when it means something else. */
  private selfSteps(root: Tree, key: Key, reference: Reference): Key[] | undefined {
    const steps = pathSteps(reference.path);
    if (steps.length > 1 && root.get(reference.path, null) !== null) return undefined;
    const [first] = steps;
    if (first === undefined)
      throw new ClientFailure('substitution', 'A reference without a name.', reference.at);
    return slotName(first) === slotName(key) ? steps : undefined;
  }
}

const sameMembers = (one: readonly Reference[], other: readonly Reference[]): boolean => {
  const left = new Set(one);
  const right = new Set(other);
  return left.size === right.size && [...left].every((member) => right.has(member));
};

/** Takes a value that came to nothing out of its object; a list only if it happens to hold its own index. */
function removeFromOwner({ owner, key }: Concatenation): boolean {
  if (!owner || key === undefined) throw new ClientFailure('wrong-type', 'This value belongs nowhere.');
  if (owner instanceof Tree) {
    if (!owner.has(key)) return false;
    owner.dict.delete(key);
    return true;
  }
  if (!owner.some((element) => equalsKey(element, key))) return false;
  if (Number(key) >= owner.length) throw new ClientFailure('wrong-type', 'This place is gone from its list.');
  owner.splice(Number(key), 1);
  return true;
}

function storeInOwner({ owner, key }: Concatenation, value: Node): void {
  if (!owner || key === undefined) throw new ClientFailure('wrong-type', 'This value belongs nowhere.');
  if (owner instanceof Tree) owner.dict.set(key, value);
  else if (typeof key === 'bigint' && Number(key) < owner.length) owner[Number(key)] = value;
  else throw new ClientFailure('wrong-type', 'This place is gone from its list.');
}

/** The last pass: joins what was left in parts and turns marks into nulls where the accessors do. */
function finish(node: Node): Node {
  if (node instanceof Concatenation) return node.transform();
  if (Array.isArray(node)) return node.map(finish);
  if (node instanceof Tree) for (const [key, child] of node.pairs()) node.dict.set(key, finish(child));
  return node;
}
