/** Kinds of token; together the tokens of a text cover every character of it. */
export type TokenKind =
  | 'whitespace'
  | 'newline'
  | 'comment'
  | '{'
  | '}'
  | '['
  | ']'
  | ':'
  | '='
  | '+='
  | ','
  | '${'
  | '${?'
  | 'quoted'
  | 'triple'
  | 'unquoted'
  | 'number'
  | 'reserved';

export interface Token {
  readonly type: 'token';
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
  /** The characters themselves. */
  readonly text: string;
}

/** A place in a document: offsets in UTF-16 units, `to` exclusive; line and column of `from`, counted from 1. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly column: number;
}

interface NodeBase extends Span {
  /**
   * Tokens and nodes in order, without a gap. Present in a lossless tree only (`parse` without `lossless: false`);
   * a stretch that could not be read is among them as bare tokens.
   */
  children?: readonly SyntaxElement[];
}

export interface PathElement extends Span {
  /** The key itself, unescaped. */
  readonly text: string;
  /** True when any part of it stood in quotes. */
  readonly quoted: boolean;
}

/** A path expression: what stands left of a separator, or between `${` and `}`. */
export interface PathNode extends NodeBase {
  readonly type: 'path';
  readonly elements: readonly PathElement[];
}

export interface StringNode extends NodeBase {
  readonly type: 'string';
  /** `space` is white space between two parts of a concatenation. */
  readonly style: 'quoted' | 'triple' | 'unquoted' | 'space';
  readonly value: string;
}

export interface NumberNode extends NodeBase {
  readonly type: 'number';
  readonly value: number;
  /** The number as written, which is what a concatenation uses. */
  readonly raw: string;
}

export interface BooleanNode extends NodeBase {
  readonly type: 'boolean';
  readonly value: boolean;
}

export interface NullNode extends NodeBase {
  readonly type: 'null';
}

export interface SubstitutionNode extends NodeBase {
  readonly type: 'substitution';
  readonly path: PathNode;
  /** `${?path}` */
  readonly optional: boolean;
  /** `${path[]}`: a list gathered from `path_0`, `path_1`, … of the environment. */
  readonly list: boolean;
}

export interface ArrayNode extends NodeBase {
  readonly type: 'array';
  readonly elements: readonly ValueNode[];
}

/** Two or more values beside each other on one line. */
export interface ConcatNode extends NodeBase {
  readonly type: 'concat';
  readonly parts: readonly ValueNode[];
}

export interface FieldNode extends NodeBase {
  readonly type: 'field';
  readonly path: PathNode;
  /** Empty when an object follows its key directly. */
  readonly separator: ':' | '=' | '+=' | '';
  readonly value: ValueNode;
}

export type IncludeKind = 'any' | 'file' | 'url' | 'classpath' | 'package';

export interface IncludeNode extends NodeBase {
  readonly type: 'include';
  readonly kind: IncludeKind;
  readonly name: string;
  /** `include required(…)` */
  readonly required: boolean;
}

export interface ObjectNode extends NodeBase {
  readonly type: 'object';
  /** False for a root object whose braces are left out. */
  readonly braces: boolean;
  readonly entries: readonly (FieldNode | IncludeNode)[];
}

export type ScalarNode = StringNode | NumberNode | BooleanNode | NullNode;
export type ValueNode = ScalarNode | SubstitutionNode | ArrayNode | ObjectNode | ConcatNode;
export type SyntaxNode = ValueNode | PathNode | FieldNode | IncludeNode;
export type SyntaxElement = SyntaxNode | Token;

/** A parsed document. */
export interface SyntaxTree {
  readonly type: 'document';
  /** Name for origins and errors. */
  readonly document: string;
  readonly text: string;
  /** What could be read; an empty object when nothing could. */
  readonly root: ObjectNode | ArrayNode;
  /** All of the text, in order; empty without `lossless`. */
  readonly children: readonly SyntaxElement[];
}
