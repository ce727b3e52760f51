import type { ConcatExpr, Expr, ObjectExpr, ScalarExpr, Slot, SubstitutionExpr } from './model.ts';
import type { Origin, ResolvedValue } from './values.ts';

/** The value could not be found, and that has been reported. */
export const FAILED = { kind: 'failed' } as const;

/**
 * A value whose parts are looked up only when they are needed, so that an object may refer into itself.
 * `undefined` is an optional substitution that nobody defines.
 */
export type LazyValue = ScalarExpr | LazyArray | LazyObject | Kept | typeof FAILED | undefined;

/** An expression left for the reader's own environment. */
export interface Kept {
  readonly kind: 'kept';
  readonly expr: SubstitutionExpr | ConcatExpr;
  /** The values of a concatenation's parts, white space as strings. */
  readonly parts: readonly (LazyValue | string)[];
  /** It is nothing at all when the reader does not know its variables. */
  readonly vanishes: boolean;
}

/** What a finished subtree adds to the size of the result. */
export interface Finished {
  readonly value: ResolvedValue;
  readonly nodes: number;
  readonly bytes: number;
  /** Levels of objects and lists in it, itself included. */
  readonly height: number;
}

/** An element: an expression, or all definitions of a numbered key. */
export type LazyElement = Expr | readonly Slot[];

/** A list as a chain of pieces, so that appending to a long one stays cheap. */
export class LazyArray {
  readonly kind = 'lazy-array';
  readonly origin: Origin;
  readonly before: LazyArray | undefined;
  readonly items: readonly LazyElement[];
  /** Elements of the whole chain; some may turn out to be absent. */
  readonly count: number;
  finished: Finished | undefined;
  busy = false;

  constructor(
    origin: Origin,
    before: LazyArray | undefined,
    items: readonly LazyElement[],
    count = items.length,
  ) {
    this.origin = origin;
    this.before = before;
    this.items = items;
    this.count = count + (before?.count ?? 0);
  }

  /** Pieces in order. */
  pieces(): (readonly LazyElement[])[] {
    const found: (readonly LazyElement[])[] = [];
    for (let piece: LazyArray | undefined = this; piece; piece = piece.before) found.push(piece.items);
    return found.reverse();
  }
}

/** Objects laid over each other: one written out, and what it lies on. */
export class LazyObject {
  readonly kind = 'lazy-object';
  readonly expr: ObjectExpr;
  readonly below: LazyObject | undefined;
  readonly depth: number;
  finished: Finished | undefined;
  busy = false;
  #slots: Map<string, Slot[]> | undefined;

  constructor(expr: ObjectExpr, below: LazyObject | undefined) {
    this.expr = expr;
    this.below = below;
    this.depth = below ? below.depth + 1 : 1;
  }

  get origin(): Origin {
    let lowest: LazyObject = this;
    while (lowest.below) lowest = lowest.below;
    return lowest.expr.origin;
  }

  /** All definitions of a key, lowest object first; empty when it has none. `spend` is told what that costs. */
  slots(key: string, spend: (work: number) => void): readonly Slot[] {
    if (!this.below) return this.expr.fields.get(key)?.alone ?? NO_SLOTS;
    return this.#index(spend).get(key) ?? NO_SLOTS;
  }

  /** Keys in order of first appearance, from the lowest object up. */
  keys(spend: (work: number) => void): Iterable<string> {
    return this.below ? this.#index(spend).keys() : this.expr.fields.keys();
  }

  #index(spend: (work: number) => void): Map<string, Slot[]> {
    if (this.#slots) return this.#slots;
    const layers: ObjectExpr[] = [];
    for (let at: LazyObject | undefined = this; at; at = at.below) layers.push(at.expr);
    const index = new Map<string, Slot[]>();
    for (const layer of layers.reverse()) {
      spend(layer.fields.size + 1);
      for (const [key, slot] of layer.fields) {
        const slots = index.get(key);
        if (slots) slots.push(slot);
        else index.set(key, [slot]);
      }
    }
    this.#slots = index;
    return index;
  }
}

const NO_SLOTS: readonly Slot[] = [];

/** The object of one expression. */
export function lazyOf(expr: ObjectExpr): LazyObject {
  expr.lazy ??= new LazyObject(expr, undefined);
  return expr.lazy;
}

/** What making a layer costs, in layers walked: it takes memory, which has to be collected again. */
const MAKING = 20;

/**
 * One object laid over another. When the upper one already lies on the lower (`a = ${a} {…}`) nothing is added, which
 * keeps chains of such fields linear. `spend` is told how many layers were walked and made.
 */
export function overlay(lower: LazyObject, upper: LazyObject, spend: (work: number) => void): LazyObject {
  const layers: ObjectExpr[] = [];
  let at: LazyObject | undefined = upper;
  while (at && at !== lower) {
    layers.push(at.expr);
    at = at.below;
    if (at && at.depth < lower.depth) break;
  }
  spend(layers.length);
  if (at === lower) return upper;
  for (; at; at = at.below) layers.push(at.expr);
  spend(layers.length * MAKING);
  let merged = lower;
  for (let i = layers.length - 1; i >= 0; i -= 1) {
    const layer = layers[i] as ObjectExpr;
    if (merged.expr !== layer) merged = new LazyObject(layer, merged);
  }
  return merged;
}
