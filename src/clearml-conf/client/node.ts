import type { Concatenation } from './concatenation.ts';
import type { PythonTime } from './python-time.ts';
import type { Tree } from './tree.ts';

/** A key as the genuine reader holds it: text, or a number when the key stands alone on its line. */
export type Key = string | bigint | number;

/** `null` as written; it turns into a real null only when the tree is read through its accessors. */
export class NullMark {}
export const NULL_MARK = new NullMark();

/** An unquoted word with the blanks behind it. */
export class Bare {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A quoted string with the blanks behind it, which count only between two parts of a value. */
export class Quoted {
  readonly text: string;
  readonly blanks: string;
  constructor(text: string, blanks: string) {
    this.text = text;
    this.blanks = blanks;
  }
}

/** What an `include` brought: pairs to put into the object around it, or the elements of a list. */
export class Included {
  readonly parts: readonly (Pair | Node)[];
  constructor(parts: readonly (Pair | Node)[]) {
    this.parts = parts;
  }
}

/** A key and its value, as an included object hands them over. */
export class Pair {
  readonly key: Key;
  readonly value: Node;
  constructor(key: Key, value: Node) {
    this.key = key;
    this.value = value;
  }
}

/** `${path}` or `${?path}`, still to be looked up. */
export class Reference {
  readonly path: Key;
  readonly optional: boolean;
  readonly blanks: string;
  readonly at: number;
  index = 0;
  owner: Concatenation | undefined;

  constructor(path: Key, optional: boolean, blanks: string, at: number) {
    this.path = path;
    this.optional = optional;
    this.blanks = blanks;
    this.at = at;
  }
}

/** Whole numbers are `bigint`, floating ones `number`: the two print differently inside a string. */
export type Node =
  | null
  | boolean
  | bigint
  | number
  | string
  | NullMark
  | Bare
  | Quoted
  | PythonTime
  | Included
  | Pair
  | Reference
  | Concatenation
  | Tree
  | Node[];
