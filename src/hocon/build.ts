import type { IncludeLoader } from './include.ts';
import { LazyArray } from './lazy.ts';
import {
  type ArrayExpr,
  type ConcatExpr,
  type ConcatPart,
  type EnclosingLists,
  type Expr,
  isDynamic,
  ObjectExpr,
  type ScalarExpr,
  type Source,
  type SubstitutionExpr,
} from './model.ts';
import { originOf } from './origin.ts';
import type {
  ArrayNode,
  ConcatNode,
  FieldNode,
  ObjectNode,
  ScalarNode,
  Span,
  SubstitutionNode,
  ValueNode,
} from './syntax.ts';
import type { Origin, Overridden } from './values.ts';

/** Shared by the many values that replaced nothing. */
export const NOTHING: readonly Overridden[] = [];

/** Where a value is built: its document, the object around it, and the key it is for. */
export interface Place {
  readonly source: Source;
  readonly prefix: readonly string[];
  readonly home: ObjectExpr;
  readonly key: string;
  readonly inArray: boolean;
  readonly lists: EnclosingLists | undefined;
  /** Documents being included, outermost first. */
  readonly documents: readonly string[];
  /** The include statement inside a list that this came through. */
  readonly arrayInclude: Origin | undefined;
}

/** Turns syntax trees into stacks of definitions, merging what is written out on the way. */
export class Builder {
  readonly #includes: IncludeLoader;

  constructor(includes: IncludeLoader) {
    this.#includes = includes;
  }

  /** Adds the fields of an object written out to an object. `place.home` is that object. */
  addObject(node: ObjectNode, place: Place): void {
    for (const entry of node.entries) {
      if (entry.type === 'field') this.#addField(entry, place);
      else {
        this.#includes.load(entry, place, (root, at) => this.addObject(root, at));
      }
    }
  }

  #addField(field: FieldNode, place: Place): void {
    const { elements } = field.path;
    let home = place.home;
    const last = elements.length - 1;
    for (let i = 0; i < last; i += 1) {
      const element = elements[i];
      if (element) home = openObject(home, element.text, element, place, field.value);
    }
    const key = elements[last]?.text ?? '';
    const { value } = field;
    if (field.separator !== '+=' && isScalarNode(value)) {
      home.define(key, scalar(value, place.source), value, place.source);
      return;
    }
    const at: Place = { ...place, home, key };
    if (field.separator === '+=') this.#append(field, at);
    else if (value.type === 'object') {
      const object = openObject(home, key, value, at, value);
      this.addObject(value, { ...at, home: object });
    } else {
      define(this.expr(value, at), value, at);
    }
  }

  /** `a += b` is `a = ${?a} [b]`. */
  #append(field: FieldNode, place: Place): void {
    const origin = originOf(field.value, place.source);
    const items: Expr[] = [];
    const lazy = new LazyArray(origin, undefined, items, 1);
    items.push(this.expr(field.value, { ...place, inArray: true, lists: { items, outer: place.lists } }));
    const list: ArrayExpr = { kind: 'array-expr', origin, lazy };
    const path = [...place.home.path(), place.key];
    const self = substitution(
      { origin, path, optional: true, list: false, prefix: [], append: place.key },
      place,
    );
    place.home.define(
      place.key,
      { kind: 'concat-expr', origin, parts: [self, list], ...unevaluated(true) },
      field.value,
      place.source,
    );
  }

  /** The expression of a value. */
  expr(node: ValueNode, place: Place): Expr {
    switch (node.type) {
      case 'object': {
        const object = new ObjectExpr(originOf(node, place.source), place.home, place.key, place.inArray);
        this.addObject(node, { ...place, home: object });
        return object;
      }
      case 'array':
        return this.#array(node, place);
      case 'concat':
        return this.#concat(node, place);
      case 'substitution':
        return this.#substitution(node, place);
      default:
        return scalar(node, place.source);
    }
  }

  /** The value of a root list. */
  list(node: ArrayNode, place: Place): LazyArray {
    return this.#array(node, place).lazy;
  }

  #array(node: ArrayNode, place: Place): ArrayExpr {
    const origin = originOf(node, place.source);
    const items: Expr[] = [];
    const lazy = new LazyArray(origin, undefined, items, node.elements.length);
    const inside: Place = { ...place, inArray: true, lists: { items, outer: place.lists } };
    for (const element of node.elements) items.push(this.expr(element, inside));
    return { kind: 'array-expr', origin, lazy };
  }

  #concat(node: ConcatNode, place: Place): Expr {
    const origin = originOf(node, place.source);
    let text: string | undefined = '';
    const parts: ConcatPart[] = [];
    for (const part of node.parts) {
      if (part.type === 'string' && part.style === 'space') {
        parts.push(part.value);
        if (text !== undefined) text += part.value;
        continue;
      }
      const expr = this.expr(part, place);
      parts.push(expr);
      text = text === undefined || !isScalar(expr) ? undefined : text + scalarText(expr);
    }
    if (text !== undefined) return { kind: 'string', origin, overrode: NOTHING, value: text };
    return { kind: 'concat-expr', origin, parts, ...unevaluated(false) };
  }

  #substitution(node: SubstitutionNode, place: Place): SubstitutionExpr {
    const origin = originOf(node, place.source);
    this.#includes.noteSubstitution(place);
    const path = node.path.elements.map((element) => element.text);
    const { optional, list } = node;
    return substitution({ origin, path, optional, list, prefix: place.prefix, append: undefined }, place);
  }
}

function substitution(
  expr: Pick<SubstitutionExpr, 'origin' | 'path' | 'optional' | 'list' | 'prefix' | 'append'>,
  { home, lists }: Place,
): SubstitutionExpr {
  return { kind: 'substitution-expr', ...expr, home, lists, ...unevaluated(expr.append !== undefined) };
}

function unevaluated(selfReferring: boolean): Omit<ConcatExpr, 'kind' | 'origin' | 'parts'> {
  return { state: 'new', value: undefined, selfReferring, counted: false, provisional: false };
}

/** The object a key holds on top, made when there is none: fields go straight into it. */
function openObject(home: ObjectExpr, key: string, span: Span, place: Place, node: ValueNode): ObjectExpr {
  const top = home.fields.get(key)?.top;
  if (top?.kind === 'object-expr') return top;
  const made = new ObjectExpr(originOf(span, place.source), home, key, place.inArray);
  home.define(key, made, node, place.source);
  return made;
}

function scalar(node: ScalarNode, source: Source): ScalarExpr {
  const origin = originOf(node, source);
  switch (node.type) {
    case 'string':
      return { kind: 'string', origin, overrode: NOTHING, value: node.value };
    case 'number':
      return { kind: 'number', origin, overrode: NOTHING, value: node.value, raw: node.raw };
    case 'boolean':
      return { kind: 'boolean', origin, overrode: NOTHING, value: node.value };
    case 'null':
      return { kind: 'null', origin, overrode: NOTHING };
  }
}

/** True for text, numbers, booleans and null. */
export function isScalar(value: { readonly kind: string }): value is ScalarExpr {
  return (
    value.kind === 'string' || value.kind === 'number' || value.kind === 'boolean' || value.kind === 'null'
  );
}

/** A scalar inside a string concatenation; numbers as they were written. */
export function scalarText(value: ScalarExpr): string {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'number':
      return value.raw;
    case 'boolean':
      return String(value.value);
    case 'null':
      return 'null';
  }
}

/** Adds a definition, noting whether it mentions the key it stands for: what lies beneath will then be needed. */
function define(expr: Expr, node: ValueNode, place: Place): void {
  if (isDynamic(expr) && !place.inArray && place.home.fields.has(place.key)) {
    const own = [...place.home.path(), place.key];
    const parts = expr.kind === 'concat-expr' ? expr.parts : [expr];
    expr.selfReferring = parts.some(
      (part) =>
        typeof part !== 'string' &&
        part.kind === 'substitution-expr' &&
        samePath([...part.prefix, ...part.path], own),
    );
  }
  place.home.define(place.key, expr, node, place.source);
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((element, i) => element === b[i]);
}

function isScalarNode(node: ValueNode): node is ScalarNode {
  return node.type === 'string' || node.type === 'number' || node.type === 'boolean' || node.type === 'null';
}
