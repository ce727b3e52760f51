import type { Budget } from './budget.ts';
import { isScalar, NOTHING, scalarText } from './build.ts';
import type { Evaluator } from './evaluate.ts';
import {
  FAILED,
  type Finished,
  type Kept,
  type LazyArray,
  type LazyElement,
  type LazyObject,
  type LazyValue,
} from './lazy.ts';
import { type Expr, isDynamic, type ScalarExpr, type Settled, type Slot } from './model.ts';
import { overriddenFor } from './overridden.ts';
import { utf8Length } from './text-size.ts';
import type { ExpressionPart, Overridden, ResolvedExpression, ResolvedValue } from './values.ts';

/** Makes finished values of lazy ones, sharing what is shared, and watches the size of the whole. */
export class Materializer {
  readonly #evaluator: Evaluator;
  readonly #budget: Budget;
  readonly #busy = new Set<Expr>();
  #nodes = 0;
  #bytes = 0;
  /** Deepest level reached by the subtree being made. */
  #deepest = 0;

  constructor(evaluator: Evaluator, budget: Budget) {
    this.#evaluator = evaluator;
    this.#budget = budget;
  }

  /** The finished value; undefined after a reported error. */
  finish(value: LazyValue): ResolvedValue | undefined {
    return this.#make(value, 0);
  }

  #make(value: LazyValue, depth: number): ResolvedValue | undefined {
    if (value === undefined || value === FAILED) return undefined;
    switch (value.kind) {
      case 'lazy-object':
      case 'lazy-array':
        return this.#container(value, depth);
      case 'kept':
        return this.#expression(value, depth);
      case 'failed':
        return undefined;
      default:
        this.#add(1, scalarBytes(value));
        return value;
    }
  }

  #container(lazy: LazyObject | LazyArray, depth: number): ResolvedValue {
    const { limits } = this.#budget;
    const height = lazy.finished?.height ?? 1;
    if (depth + height > limits.depth) {
      throw this.#budget.reached('limit-depth', limits.depth);
    }
    if (lazy.finished) {
      this.#add(lazy.finished.nodes, lazy.finished.bytes);
      this.#deepest = Math.max(this.#deepest, depth + height);
      return lazy.finished.value;
    }
    const nodes = this.#nodes;
    const bytes = this.#bytes;
    const outer = this.#deepest;
    this.#deepest = depth + 1;
    this.#add(1, 2);
    lazy.busy = true;
    const value = lazy.kind === 'lazy-object' ? this.#object(lazy, depth) : this.#array(lazy, depth);
    lazy.busy = false;
    const finished: Finished = {
      value,
      nodes: this.#nodes - nodes,
      bytes: this.#bytes - bytes,
      height: this.#deepest - depth,
    };
    lazy.finished = finished;
    this.#deepest = Math.max(outer, this.#deepest);
    return value;
  }

  #object(lazy: LazyObject, depth: number): ResolvedValue {
    const fields = new Map<string, ResolvedValue>();
    const { spend } = this.#budget;
    const set = (key: string, value: ResolvedValue | undefined): void => {
      if (value === undefined) return;
      this.#add(0, utf8Length(key) + 4);
      fields.set(key, value);
    };
    if (lazy.below) {
      for (const key of lazy.keys(spend)) set(key, this.#field(lazy.slots(key, spend), depth + 1));
    } else {
      for (const [key, slot] of lazy.expr.fields) {
        // The short way for what most fields are: one definition, and that a scalar.
        const short = slot.history === undefined && isScalar(slot.top);
        set(key, short ? this.#make(slot.top as ScalarExpr, depth) : this.#field(slot.alone, depth + 1));
      }
    }
    return { kind: 'object', origin: lazy.origin, overrode: NOTHING, fields };
  }

  #array(lazy: LazyArray, depth: number): ResolvedValue {
    const elements: ResolvedValue[] = [];
    for (const items of lazy.pieces()) {
      for (const item of items) {
        const value = this.#element(item, depth + 1);
        if (value === undefined) continue;
        this.#add(0, 1);
        elements.push(value);
      }
    }
    return { kind: 'array', origin: lazy.origin, overrode: NOTHING, elements };
  }

  #element(item: LazyElement, depth: number): ResolvedValue | undefined {
    if ('kind' in item) {
      if (isScalar(item)) return this.#make(item, depth);
      return this.#place(this.#evaluator.value(item), item, depth, () => NOTHING);
    }
    return this.#field(item, depth);
  }

  #field(
    slots: readonly Slot[],
    depth: number,
    settled: Settled = this.#evaluator.settle(slots),
  ): ResolvedValue | undefined {
    const { value, winner, under } = settled;
    if (!winner) return undefined;
    const made = this.#place(value, winner, depth, (kind) =>
      overriddenFor(slots, winner, kind, this.#budget),
    );
    if (!made || !under) return made;
    const beneath = this.#field(slots, depth, under);
    return beneath ? { ...made, under: beneath } : made;
  }

  /** The value an expression gives to the place it stands in, with that place's origin. */
  #place(
    value: LazyValue,
    expr: Expr,
    depth: number,
    overrode: (kind: ResolvedValue['kind']) => readonly Overridden[],
  ): ResolvedValue | undefined {
    const dynamic = isDynamic(expr);
    if (dynamic) this.#budget.origin = expr.origin;
    const container = value?.kind === 'lazy-object' || value?.kind === 'lazy-array';
    if (container && (value.busy || this.#busy.has(expr))) {
      if (expr.kind !== 'substitution-expr' || !expr.optional) {
        this.#budget.fail('substitution-cycle', expr.origin, 'The value');
      }
      return undefined;
    }
    if (container && dynamic) this.#busy.add(expr);
    const made = this.#make(value, depth);
    if (container && dynamic) this.#busy.delete(expr);
    if (!made) return undefined;
    const hidden = overrode(made.kind);
    if (!dynamic) return hidden.length === 0 ? made : { ...made, overrode: hidden };
    const dressed = { ...made, origin: expr.origin, overrode: hidden };
    const alone = expr.kind === 'substitution-expr' && made.origin !== expr.origin;
    return alone ? { ...dressed, source: made.origin } : dressed;
  }

  #expression(kept: Kept, depth: number): ResolvedExpression {
    const { expr } = kept;
    const parts: ExpressionPart[] = [];
    if (expr.kind === 'substitution-expr') parts.push(partOf(expr));
    else {
      for (const [i, value] of kept.parts.entries()) {
        const part = expr.parts[i];
        if (typeof value === 'string') parts.push({ type: 'text', text: value });
        else if (value === undefined || part === undefined || typeof part === 'string') continue;
        else if (value.kind === 'kept' && part.kind === 'substitution-expr') parts.push(partOf(part));
        else if (isScalar(value)) parts.push({ type: 'text', text: scalarText(value) });
        else {
          const made = this.#make(value, depth);
          if (made) parts.push({ type: 'value', value: made });
        }
      }
    }
    this.#add(parts.length, 0);
    for (const part of parts) if (part.type === 'text') this.#add(0, utf8Length(part.text));
    return { kind: 'expression', origin: expr.origin, overrode: NOTHING, parts };
  }

  #add(nodes: number, bytes: number): void {
    const { limits } = this.#budget;
    this.#nodes += nodes;
    this.#bytes += bytes;
    if (this.#nodes > limits.result_nodes) {
      throw this.#budget.reached('limit-result', `${limits.result_nodes} nodes`);
    }
    if (this.#bytes > limits.result_bytes) {
      throw this.#budget.reached('limit-result', `${limits.result_bytes} bytes`);
    }
  }
}

function partOf(expr: {
  readonly path: readonly string[];
  readonly optional: boolean;
  readonly list: boolean;
}): ExpressionPart {
  return { type: 'substitution', path: expr.path, optional: expr.optional, list: expr.list };
}

function scalarBytes(value: ScalarExpr): number {
  return value.kind === 'string' ? utf8Length(value.value) + 2 : scalarText(value).length;
}
