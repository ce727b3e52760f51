import type { LazyArray, LazyObject, LazyValue } from './lazy.ts';
import type { ValueNode } from './syntax.ts';
import type {
  Origin,
  Overridden,
  ResolvedBoolean,
  ResolvedNull,
  ResolvedNumber,
  ResolvedString,
} from './values.ts';

/** A document, for the values that come from it. */
export interface Source {
  readonly document: string;
  readonly text: string;
}

/** A scalar written out: it is its own resolved value. */
export type ScalarExpr = ResolvedString | ResolvedNumber | ResolvedBoolean | ResolvedNull;

/** What stands for a key before substitutions are filled in. */
export type Expr = ScalarExpr | ArrayExpr | ObjectExpr | DynamicExpr;

/** An expression with a substitution in it. */
export type DynamicExpr = SubstitutionExpr | ConcatExpr;

export interface ArrayExpr {
  readonly kind: 'array-expr';
  readonly origin: Origin;
  readonly lazy: LazyArray;
}

interface Evaluated {
  /** `active` while its value is being found, which is how a circle shows. */
  state: 'new' | 'active' | 'done';
  value: LazyValue;
  /** It mentions the key it stands for, so what lies beneath it will be needed. */
  selfReferring: boolean;
  /** Counted as a step; a second attempt after a detour counts no more. */
  counted: boolean;
  /** Found once already, but while something it leads to was still being found: the second answer is final. */
  provisional: boolean;
}

/** Lists around a place, by the array that holds their elements. */
export interface EnclosingLists {
  readonly items: readonly unknown[];
  readonly outer: EnclosingLists | undefined;
}

export interface SubstitutionExpr extends Evaluated {
  readonly kind: 'substitution-expr';
  readonly origin: Origin;
  readonly path: readonly string[];
  readonly optional: boolean;
  readonly list: boolean;
  /** Where the including document put the included one that holds this; looked up there first. */
  readonly prefix: readonly string[];
  /** The object it stands in. */
  readonly home: ObjectExpr;
  /** The lists it stands in, innermost first. */
  readonly lists: EnclosingLists | undefined;
  /** Set for the `${?a}` that `a += b` stands for: its key, as inside lists no path leads there. */
  readonly append: string | undefined;
}

export interface ConcatExpr extends Evaluated {
  readonly kind: 'concat-expr';
  readonly origin: Origin;
  readonly parts: readonly ConcatPart[];
}

/** A part of a concatenation; a string is the white space between two parts. */
export type ConcatPart = Expr | string;

/** An object written out, fields of the same object merged into it as they come. */
export class ObjectExpr {
  readonly kind = 'object-expr';
  readonly origin: Origin;
  readonly fields = new Map<string, Slot>();
  /** The object it is a field of, and under which key; undefined for a root. */
  readonly parent: ObjectExpr | undefined;
  readonly key: string;
  readonly level: number;
  /** True inside a list: no path leads here. */
  readonly inArray: boolean;
  lazy: LazyObject | undefined;

  constructor(origin: Origin, parent: ObjectExpr | undefined, key: string, inArray: boolean) {
    this.origin = origin;
    this.parent = parent;
    this.key = key;
    this.level = parent ? parent.level + 1 : 0;
    this.inArray = inArray;
  }

  /** The path from the root to this object. */
  path(): string[] {
    const keys: string[] = [];
    for (let at: ObjectExpr | undefined = this; at?.parent; at = at.parent) keys.push(at.key);
    return keys.reverse();
  }

  /** Adds a definition of a key. */
  define(key: string, expr: Expr, node: ValueNode, source: Source): void {
    const slot = this.fields.get(key);
    if (slot) slot.push(expr, node, source);
    else this.fields.set(key, new Slot(expr, node, source));
  }
}

/** What a stack of definitions comes to. */
export interface Settled {
  readonly value: LazyValue;
  /** True when nothing beneath the stack can shine through. */
  readonly closed: boolean;
  /** The definition that the value is taken from. */
  readonly winner: Expr | undefined;
  /** What shows when the winner, an optional expression kept for the reader, vanishes there. */
  readonly under?: Settled;
}

/** More than any stack has. */
const UNCUT = 0x3fffffff;

/** All definitions of one key in one object: a stack, later ones on top. */
export class Slot {
  readonly stack: Expr[];
  /** A value written out stood beneath the stack and hides whatever lies deeper. */
  closed: boolean;
  /** Definitions on this index and above are being evaluated: looking here means looking below them. */
  cut = UNCUT;
  /** Where in the evaluator's trail the definition stands that made the cut. */
  cutAt = 0;
  /** What the lowest n definitions come to, by n. */
  settled: (Settled | undefined)[] | undefined;
  /** All definitions but the top one, in order, once there are two. */
  history: { readonly expr: Expr; readonly overridden: Overridden }[] | undefined;
  /** Place of the top definition. */
  #node: ValueNode;
  #source: Source;
  #alone: readonly Slot[] | undefined;

  constructor(expr: Expr, node: ValueNode, source: Source) {
    this.stack = [expr];
    this.closed = isWrittenOut(expr);
    this.#node = node;
    this.#source = source;
  }

  /** Itself as a list, which is what most lookups find. */
  get alone(): readonly Slot[] {
    this.#alone ??= [this];
    return this.#alone;
  }

  get top(): Expr {
    return this.stack[this.stack.length - 1] as Expr;
  }

  /** The top definition, as another object's may have hidden it. */
  get latest(): Overridden {
    return overriddenBy(this.top, this.#node, this.#source);
  }

  /** Adds a definition. What can no longer be seen leaves the stack but stays in the history. */
  push(expr: Expr, node: ValueNode, source: Source): void {
    const { top } = this;
    this.history ??= [];
    this.history.push({ expr: top, overridden: this.latest });
    this.#node = node;
    this.#source = source;
    if (isWrittenOut(expr)) {
      this.stack.length = 0;
      this.closed = true;
    } else if (expr.kind === 'object-expr' && isWrittenOut(top)) this.stack.length = 0;
    this.stack.push(expr);
  }
}

/** True for text, numbers, booleans, null and lists without a substitution beside them. */
function isWrittenOut(expr: Expr): expr is ScalarExpr | ArrayExpr {
  return !isDynamic(expr) && expr.kind !== 'object-expr';
}

/** True for an expression whose value must be looked up. */
export function isDynamic(expr: Expr): expr is DynamicExpr {
  return expr.kind === 'substitution-expr' || expr.kind === 'concat-expr';
}

function overriddenBy(expr: Expr, node: ValueNode, source: Source): Overridden {
  const kind = node.type === 'concat' || node.type === 'substitution' ? expressionKind(expr) : node.type;
  return { origin: expr.origin, kind, text: source.text.slice(node.from, node.to) };
}

function expressionKind(expr: Expr): Overridden['kind'] {
  if (expr.kind === 'array-expr') return 'array';
  if (expr.kind === 'object-expr') return 'object';
  return isDynamic(expr) ? 'expression' : expr.kind;
}
