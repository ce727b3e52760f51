import type { Span } from './syntax.ts';

/** Where a value was written. */
export interface Origin extends Span {
  readonly document: string;
}

/** A value that lost to a later one for the same key. */
export interface Overridden {
  readonly origin: Origin;
  /** What it is as written: `expression` holds a substitution. */
  readonly kind: ResolvedValue['kind'];
  /** The source text of the value; from `merge` a short form of it. */
  readonly text: string;
}

interface ResolvedBase {
  /** Where the key got this value: for `b = ${a}` the place of `${a}`. */
  readonly origin: Origin;
  /** What this value replaced for its key, latest first. Objects that merged are not listed. */
  readonly overrode: readonly Overridden[];
  /** Set when the value came through a substitution alone: the place the substitution found it. */
  readonly source?: Origin;
  /** Only with `unresolved: 'keep'`: what the key holds when this kept `${?x}` vanishes on the reader's side. */
  readonly under?: ResolvedValue;
}

export interface ResolvedString extends ResolvedBase {
  readonly kind: 'string';
  readonly value: string;
}

export interface ResolvedNumber extends ResolvedBase {
  readonly kind: 'number';
  readonly value: number;
  /** As written in the source. */
  readonly raw: string;
}

export interface ResolvedBoolean extends ResolvedBase {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface ResolvedNull extends ResolvedBase {
  readonly kind: 'null';
}

export interface ResolvedArray extends ResolvedBase {
  readonly kind: 'array';
  readonly elements: readonly ResolvedValue[];
}

export interface ResolvedObject extends ResolvedBase {
  readonly kind: 'object';
  /** In order of first appearance. */
  readonly fields: ReadonlyMap<string, ResolvedValue>;
}

export type ExpressionPart =
  | {
      readonly type: 'substitution';
      readonly path: readonly string[];
      readonly optional: boolean;
      readonly list: boolean;
    }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'value'; readonly value: ResolvedValue };

/** Only with `unresolved: 'keep'`: a value that needs the reader's own environment. */
export interface ResolvedExpression extends ResolvedBase {
  readonly kind: 'expression';
  readonly parts: readonly ExpressionPart[];
}

/** Subtrees may be shared between places, so treat values as immutable. */
export type ResolvedValue =
  | ResolvedString
  | ResolvedNumber
  | ResolvedBoolean
  | ResolvedNull
  | ResolvedArray
  | ResolvedObject
  | ResolvedExpression;

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };
