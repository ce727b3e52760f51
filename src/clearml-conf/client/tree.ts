import { Concatenation } from './concatenation.ts';
import { ClientFailure } from './failure.ts';
import { type Key, type Node, NULL_MARK, NullMark } from './node.ts';
import { OrderedDict, slotName } from './ordered-dict.ts';

/** These end a step of a path unless the step is quoted. */
const SPECIAL = '$}[]:=+#`^?!@*&.';
const STEP = /"[^"]+"|[^$}[\]:=+#`^?!@*&.]+/g;
const DEEPEST_PATH = 900;

/**
 * The steps of a path as the clients split it. A quoted step keeps its quotes when it holds a special character;
 * a path of special characters only has no step at all, which makes every use of it fail.
 */
export function pathSteps(path: Key): Key[] {
  if (typeof path !== 'string') return [path];
  const steps = path.match(STEP) ?? [];
  if (steps.length > DEEPEST_PATH) throw new ClientFailure('too-deep', 'This path has too many steps.');
  return steps.map((step) =>
    [...step].some((char) => SPECIAL.includes(char)) ? step : step.replace(/^"+|"+$/g, ''),
  );
}

function firstStep(steps: readonly Key[]): Key {
  const step = steps[0];
  if (step === undefined) throw new ClientFailure('syntax', 'A key without a name.', undefined, true);
  return step;
}

/** Thrown by a look-up without a default when nothing stands at the path. */
export class MissingKey extends ClientFailure {
  constructor(step: Key) {
    super('substitution', `Nothing stands at ${String(step)}.`);
  }
}

const withoutMarks = (value: Node): Node => {
  if (value instanceof NullMark) return null;
  return Array.isArray(value)
    ? value.map((element) => (element instanceof NullMark ? null : element))
    : value;
};

/** An object while it is being read. Its accessors differ from its stored values; the quirks live in that difference. */
export class Tree {
  readonly dict = new OrderedDict();
  /** Only the outermost object remembers what each key held before, by its slot's name. */
  readonly history: Map<Key, Node[]> | undefined;

  constructor(root = false) {
    this.history = root ? new Map() : undefined;
  }

  /** The value at a path; nulls come out as null, lists as copies. Throws {@link MissingKey} without a fallback. */
  get(path: Key, fallback?: Node): Node {
    return this.getStep(pathSteps(path), fallback);
  }

  private getStep(steps: readonly Key[], fallback: Node | undefined): Node {
    let tree: Tree = this;
    for (let index = 0; ; index += 1) {
      const step = index === 0 ? firstStep(steps) : (steps[index] as Key);
      const value = tree.dict.find(step);
      if (value === undefined) {
        if (fallback === undefined) throw new MissingKey(step);
        return fallback;
      }
      if (index === steps.length - 1) return withoutMarks(value);
      if (!(value instanceof Tree)) {
        if (fallback === undefined) throw new ClientFailure('wrong-type', `${String(step)} is no object.`);
        return fallback;
      }
      tree = value;
    }
  }

  /** True when something stands at the path. */
  has(path: Key): boolean {
    return this.get(path, NULL_MARK) !== NULL_MARK;
  }

  /** Key and value pairs as the accessors give them. */
  pairs(): [Key, Node][] {
    return this.dict.keys().map((key) => [key, this.get(key)]);
  }

  /** A copy one level deep, through the accessors. */
  copy(): Tree {
    const copy = new Tree();
    for (const [key, value] of this.pairs()) copy.dict.set(key, value);
    return copy;
  }

  /** Stores a value at a path; `join` asks for merging into what is there. */
  put(path: Key, value: Node, join = false): void {
    const steps = pathSteps(path);
    let tree: Tree = this;
    for (let index = 0; index < steps.length - 1; index += 1) tree = tree.child(steps[index] as Key);
    tree.putHere(firstStep(steps.slice(-1)), value, join);
  }

  private child(step: Key): Tree {
    const there = this.dict.find(step);
    if (there instanceof Tree) return there;
    const made = new Tree();
    this.remember(step, made);
    this.dict.set(step, made);
    return made;
  }

  private putHere(key: Key, value: Node, join: boolean): void {
    const there = this.has(key) ? this.get(key) : undefined;
    if (there instanceof Tree && value instanceof Tree) this.putMerged(key, there, value);
    else if (join) this.putJoined(key, value);
    else {
      if (value instanceof Concatenation) value.place(this, key, this.get(key, null));
      this.remember(key, value);
      this.dict.set(key, value);
    }
  }

  private putMerged(key: Key, there: Tree, value: Tree): void {
    if (!this.history) {
      mergeInto(there, value, false);
      return;
    }
    // The outermost object keeps the earlier state for self references, so it merges into a fresh one.
    const merged = mergeInto(mergeInto(new Tree(), there, true), value, true);
    this.remember(key, merged);
    this.dict.set(key, merged);
  }

  private putJoined(key: Key, value: Node): void {
    const there = this.get(key, null);
    if (there instanceof Concatenation) {
      there.tokens.push(value);
      there.recompute();
    } else if (there instanceof Tree && value instanceof Concatenation) {
      value.tokens.unshift(there);
      value.recompute();
      value.place(this, key, there);
      this.remember(key, value);
      this.dict.set(key, value);
    } else if (Array.isArray(there) && value instanceof Concatenation) {
      this.remember(key, value);
      value.place(this, key, there);
      this.dict.set(key, value);
    } else if (there === null) {
      this.remember(key, value);
      this.dict.set(key, value);
    } else {
      throw new ClientFailure('wrong-type', `${String(key)} is no object, so none can be merged into it.`);
    }
  }

  private remember(key: Key, value: Node): void {
    const past = this.history?.get(slotName(key));
    if (past) past.push(value);
    else this.history?.set(slotName(key), [value]);
  }
}

/** Merges one tree into another: objects join, everything else replaces. */
export function mergeInto(target: Tree, source: Tree, copyTrees: boolean): Tree {
  for (const [key, value] of source.pairs()) {
    const there = target.has(key) ? target.get(key) : undefined;
    if (there instanceof Tree && value instanceof Tree) {
      const into = copyTrees ? there.copy() : there;
      if (copyTrees) target.dict.set(key, into);
      mergeInto(into, value, copyTrees);
      continue;
    }
    if (value instanceof Concatenation) {
      value.owner = target;
      value.key = key;
      if (there !== undefined) value.hidden = there;
    }
    target.dict.set(key, value);
  }
  return target;
}
