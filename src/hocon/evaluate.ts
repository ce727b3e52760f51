import type { Budget } from './budget.ts';
import { NOTHING } from './build.ts';
import { joinParts } from './concat.ts';
import { FAILED, type Kept, LazyArray, type LazyObject, type LazyValue, lazyOf, overlay } from './lazy.ts';
import {
  type ConcatExpr,
  type DynamicExpr,
  type EnclosingLists,
  type Expr,
  isDynamic,
  type ObjectExpr,
  type ScalarExpr,
  type Settled,
  type Slot,
  type SubstitutionExpr,
} from './model.ts';
import { renderPath } from './path.ts';
import type { ResolveOptions } from './resolve.ts';

/** How many expressions may wait for each other on the JavaScript stack before the rest waits on a list. */
const NESTED = 100;

const ABSENT: Settled = { value: undefined, closed: false, winner: undefined };

/** Thrown to leave a deep chain of substitutions: this expression first, then again from the start. */
class Deeper {
  readonly run: () => void;

  constructor(run: () => void) {
    this.run = run;
  }
}

/**
 * Finds values on demand (HOCON.md "Substitutions" and "Self-Referential Substitutions").
 *
 * A key has a stack of definitions. Its value is the top one's, laid over what lies beneath while both are objects.
 * A definition being evaluated cuts its own stack: whoever comes back to the key meanwhile sees only what is below.
 */
export class Evaluator {
  readonly #root: ObjectExpr | undefined;
  readonly #budget: Budget;
  readonly #options: ResolveOptions;
  /** Definitions being evaluated, with what their stack's cut was before. */
  readonly #trail: { expr: DynamicExpr; slot: Slot | undefined; cut: number; cutAt: number }[] = [];
  #nested = 0;
  /** Kept expressions whose underlying value is being found. */
  #unders = 0;
  /** The outermost definition of the trail that was in the way of a lookup; infinite when none was. */
  #met = Number.POSITIVE_INFINITY;

  constructor(root: ObjectExpr | undefined, budget: Budget, options: ResolveOptions) {
    this.#root = root;
    this.#budget = budget;
    this.#options = options;
  }

  /** The value of all definitions of a key, lowest object first. */
  settle(slots: readonly Slot[]): Settled {
    const first = slots[0];
    // Most keys have one definition, written out.
    if (first && slots.length === 1 && first.stack.length === 1 && !isDynamic(first.top))
      return this.#single(first);
    return this.#force(() => this.#settleSlots(slots));
  }

  /** The value of an expression that is no key's own definition: a list's element. */
  value(expr: Expr): LazyValue {
    return isDynamic(expr) ? this.#force(() => this.#evaluate(expr, undefined, 0)) : this.#written(expr);
  }

  /** Runs a task; chains too deep for the stack are taken from their far end. */
  #force<T>(task: () => T): T {
    let result: T | undefined;
    const waiting: { run: () => void; trail: number }[] = [
      {
        run: () => {
          result = task();
        },
        trail: this.#trail.length,
      },
    ];
    for (let next = waiting[0]; next; next = waiting[waiting.length - 1]) {
      this.#unwind(next.trail);
      const before = this.#nested;
      this.#met = Number.POSITIVE_INFINITY;
      this.#unders = 0;
      try {
        next.run();
        waiting.pop();
      } catch (thrown) {
        if (!(thrown instanceof Deeper)) throw thrown;
        waiting.push({ run: thrown.run, trail: this.#trail.length });
      }
      this.#nested = before;
    }
    return result as T;
  }

  #unwind(length: number): void {
    while (this.#trail.length > length) {
      const entry = this.#trail.pop();
      if (!entry) return;
      entry.expr.state = 'new';
      restore(entry);
    }
  }

  #written(expr: Exclude<Expr, DynamicExpr>): LazyValue {
    if (expr.kind === 'object-expr') return lazyOf(expr);
    return expr.kind === 'array-expr' ? expr.lazy : expr;
  }

  #settleSlots(slots: readonly Slot[]): Settled {
    const first = slots[0];
    if (!first) return ABSENT;
    if (slots.length === 1) return this.#settleStack(first, this.#visible(first));
    let top = 0;
    this.#budget.spend(slots.length);
    while (top < slots.length - 1 && (slots[top] as Slot).cut >= (slots[top] as Slot).stack.length) top += 1;
    const objects: LazyObject[] = [];
    let winner: Expr | undefined;
    for (let i = top; i >= 0; i -= 1) {
      const slot = slots[i] as Slot;
      const settled = this.#settleStack(slot, this.#visible(slot));
      if (settled.value === undefined) {
        if (settled.closed) break;
        continue;
      }
      winner ??= settled.winner;
      if (settled.value.kind !== 'lazy-object') {
        if (objects.length === 0) return this.#withUnder(settled, () => this.#settleSlots(slots.slice(0, i)));
        break;
      }
      objects.push(settled.value);
      if (settled.closed) break;
    }
    return { value: this.#merged(objects), closed: false, winner };
  }

  /** How many definitions of a stack may be looked at now. */
  #visible(slot: Slot): number {
    if (slot.cut >= slot.stack.length) return slot.stack.length;
    this.#met = Math.min(this.#met, slot.cutAt);
    return slot.cut;
  }

  /** The value of the lowest `count` definitions of a stack. */
  #settleStack(slot: Slot, count: number): Settled {
    if (count === 0) return ABSENT;
    if (count === 1 && !isDynamic(slot.stack[0] as Expr)) return this.#single(slot);
    slot.settled ??= [];
    const known = slot.settled[count];
    if (known) return known;
    // Definitions that each extend the one below (`a += 1`) are settled from the bottom, or they would nest.
    let low = count - 1;
    while (low > 0 && this.#extends(slot.stack[low]) && !slot.settled[low]) low -= 1;
    for (let n = low + 1; n < count; n += 1) {
      if (this.#extends(slot.stack[n]) && !slot.settled[n]) this.#remember(slot, n);
    }
    return this.#remember(slot, count);
  }

  /** The value of the lowest definition, which is written out. */
  #single(slot: Slot): Settled {
    const winner = slot.stack[0] as Exclude<Expr, DynamicExpr>;
    return { value: this.#written(winner), closed: slot.closed, winner };
  }

  /** Settles the lowest `count` definitions, and remembers it unless it depends on what is being found right now. */
  #remember(slot: Slot, count: number): Settled {
    const before = this.#met;
    this.#met = Number.POSITIVE_INFINITY;
    const settled = this.#settleTop(slot, count);
    if (slot.settled && this.#met >= this.#trail.length) slot.settled[count] = settled;
    this.#met = Math.min(before, this.#met);
    return settled;
  }

  #extends(expr: Expr | undefined): boolean {
    return expr !== undefined && isDynamic(expr) && expr.selfReferring && expr.state !== 'active';
  }

  #settleTop(slot: Slot, count: number): Settled {
    const objects: LazyObject[] = [];
    let winner: Expr | undefined;
    let closed = slot.closed;
    for (let i = count - 1; i >= 0; i -= 1) {
      const expr = slot.stack[i] as Expr;
      const value = isDynamic(expr) ? this.#evaluate(expr, slot, i) : this.#written(expr);
      if (value === undefined) continue;
      winner ??= expr;
      if (value.kind !== 'lazy-object') {
        if (objects.length === 0) {
          const settled = { value, closed: true, winner };
          return i === 0 ? settled : this.#withUnder(settled, () => this.#settleStack(slot, i));
        }
        closed = true;
        break;
      }
      objects.push(value);
      const below = slot.settled?.[i];
      if (below) {
        if (below.value?.kind === 'lazy-object') objects.push(below.value);
        closed = below.closed;
        break;
      }
    }
    return { value: this.#merged(objects), closed, winner };
  }

  /** Adds what lies beneath a kept expression that may vanish on the reader's side. */
  #withUnder(settled: Settled, below: () => Settled): Settled {
    if (settled.under || settled.value?.kind !== 'kept' || !settled.value.vanishes) return settled;
    // One key may wait for so many variables of the reader's, and no more.
    if (this.#unders >= NESTED) throw this.#budget.reached('limit-depth', NESTED);
    this.#unders += 1;
    const under = below();
    this.#unders -= 1;
    return under.value === undefined ? settled : { ...settled, under };
  }

  /** Objects, top first, laid over each other. */
  #merged(objects: readonly LazyObject[]): LazyObject | undefined {
    let merged: LazyObject | undefined;
    for (let i = objects.length - 1; i >= 0; i -= 1) {
      const upper = objects[i] as LazyObject;
      merged = merged ? overlay(merged, upper, this.#budget.spend) : upper;
    }
    return merged;
  }

  /** Evaluates an expression once; `slot` and `index` say which definition of a key it is. */
  #evaluate(expr: DynamicExpr, slot: Slot | undefined, index: number): LazyValue {
    if (expr.state === 'done') return expr.value;
    if (expr.state === 'active') {
      this.#met = 0;
      return undefined;
    }
    if (this.#nested >= NESTED) {
      throw new Deeper(() => {
        this.#nested = 0;
        this.#evaluate(expr, slot, index);
      });
    }
    this.#nested += 1;
    this.#budget.spend(1);
    const before = this.#met;
    this.#met = Number.POSITIVE_INFINITY;
    const position = this.#trail.length;
    expr.state = 'active';
    this.#trail.push({ expr, slot, cut: slot?.cut ?? 0, cutAt: slot?.cutAt ?? 0 });
    if (slot) {
      slot.cut = index;
      slot.cutAt = position;
    }
    const value = expr.kind === 'concat-expr' ? this.#concat(expr) : this.#substitute(expr);
    const entry = this.#trail.pop();
    if (entry) restore(entry);
    // An answer found around a circle holds inside that circle only; it is asked once more from outside.
    const final = this.#met >= position || expr.provisional || value === FAILED;
    expr.provisional = !final;
    expr.state = final ? 'done' : 'new';
    expr.value = value;
    this.#nested -= 1;
    this.#met = Math.min(before, this.#met);
    return value;
  }

  #concat(expr: ConcatExpr): LazyValue {
    const values: (LazyValue | string)[] = [];
    for (const part of expr.parts) {
      if (typeof part === 'string') values.push(part);
      else values.push(isDynamic(part) ? this.#evaluate(part, undefined, 0) : this.#written(part));
    }
    return joinParts(expr, values, this.#budget, (slots) => this.#settleSlots(slots).value);
  }

  #substitute(expr: SubstitutionExpr): LazyValue {
    this.#budget.origin = expr.origin;
    if (!expr.counted) this.#budget.step();
    expr.counted = true;
    const found = this.#lookUp(expr);
    const holds = this.#holds(found, expr);
    const circular = holds || this.#met < Number.POSITIVE_INFINITY;
    if (found !== undefined && !holds) return found;
    const outside = found === undefined ? this.#outside(expr) : undefined;
    if (outside !== undefined) return outside;
    if (this.#options.unresolved === 'keep' && !expr.append && found === undefined) {
      return { kind: 'kept', expr, parts: [], vanishes: expr.optional } satisfies Kept;
    }
    if (expr.optional) return undefined;
    const shown = `\${${renderPath(expr.path)}}`;
    if (circular) this.#budget.fail('substitution-cycle', expr.origin, shown);
    else this.#budget.fail('substitution-undefined', expr.origin, shown);
    return FAILED;
  }

  #lookUp(expr: SubstitutionExpr): LazyValue {
    if (expr.append !== undefined && expr.home.inArray) {
      return this.#settleSlots(lazyOf(expr.home).slots(expr.append, this.#budget.spend)).value;
    }
    const { prefix, path } = expr;
    const inIncluded = prefix.length > 0 ? this.#find([...prefix, ...path]) : undefined;
    return inIncluded ?? this.#find(path);
  }

  #find(path: readonly string[]): LazyValue {
    let value: LazyValue = this.#root && lazyOf(this.#root);
    for (const key of path) {
      if (value?.kind !== 'lazy-object') return value === FAILED ? FAILED : undefined;
      value = this.#settleSlots(value.slots(key, this.#budget.spend)).value;
      if (value === undefined) return undefined;
    }
    return value;
  }

  /** True when the value found is around the substitution itself, which no evaluation could finish. */
  #holds(value: LazyValue, expr: SubstitutionExpr): boolean {
    if (value?.kind === 'lazy-array') return this.#isInside(expr, value);
    if (value?.kind !== 'lazy-object' || !expr.home.parent) return false;
    if (value.below) this.#budget.spend(value.depth);
    for (let layer: LazyObject | undefined = value; layer; layer = layer.below) {
      let home: ObjectExpr | undefined = expr.home;
      while (home && home.level > layer.expr.level) home = home.parent;
      if (home === layer.expr && home.parent) return true;
    }
    return false;
  }

  #isInside(expr: SubstitutionExpr, list: LazyArray): boolean {
    if (!expr.lists) return false;
    for (let piece: LazyArray | undefined = list; piece; piece = piece.before) {
      this.#budget.spend(1);
      for (let around: EnclosingLists | undefined = expr.lists; around; around = around.outer) {
        if (around.items === piece.items) return true;
      }
    }
    return false;
  }

  /** The environment's value; a list for `${name[]}`. */
  #outside(expr: SubstitutionExpr): ScalarExpr | LazyArray | undefined {
    const { env } = this.#options;
    if (!env || expr.append) return undefined;
    const name = expr.path.join('.');
    const { origin } = expr;
    const text = (value: string): ScalarExpr => ({ kind: 'string', origin, overrode: NOTHING, value });
    if (!expr.list) {
      const value = env(name);
      return value === undefined ? undefined : text(value);
    }
    const items: ScalarExpr[] = [];
    for (let value = env(`${name}_0`); value !== undefined; value = env(`${name}_${items.length}`)) {
      this.#budget.spend(1);
      items.push(text(value));
    }
    return items.length === 0 ? undefined : new LazyArray(origin, undefined, items);
  }
}

function restore(entry: { slot: Slot | undefined; cut: number; cutAt: number }): void {
  if (!entry.slot) return;
  entry.slot.cut = entry.cut;
  entry.slot.cutAt = entry.cutAt;
}
