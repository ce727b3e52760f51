import { Concatenation } from './concatenation.ts';
import { Bare, Included, type Key, type Node, NullMark, Pair, Quoted, Reference } from './node.ts';
import { PythonTime } from './python-time.ts';
import { className, pythonText } from './python-value.ts';
import { Tree } from './tree.ts';

/** A Python object that is no configuration value: a span of time, or a leftover of the reader itself. */
export class PythonObject {
  readonly type: string;
  readonly text: string;
  constructor(type: string, text: string) {
    this.type = type;
    this.text = text;
  }
}

/** What a client holds after reading. Whole numbers beyond 2^53 are `bigint`; objects keep their order. */
export type ClientValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PythonObject
  | ClientValue[]
  | Map<string, ClientValue>;

/** A key as clients show it: without the quotes the reader leaves on keys with special characters. */
export const plainKey = (key: Key): string =>
  typeof key === 'string' ? key.replace(/^"+|"+$/g, '') : pythonText(key);

/** Turns the reader's own tree into plain values. */
export function clientValue(node: Node): ClientValue {
  if (Array.isArray(node)) return node.map(clientValue);
  if (node instanceof Tree) {
    return new Map(node.dict.keys().map((key) => [plainKey(key), clientValue(node.dict.find(key) ?? null)]));
  }
  if (node instanceof Pair) return [plainKey(node.key), clientValue(node.value)];
  if (typeof node === 'bigint') return Number.isSafeInteger(Number(node)) ? Number(node) : node;
  if (node instanceof Bare) return node.text;
  if (node instanceof PythonTime) return new PythonObject(node.type, node.text);
  if (
    node instanceof NullMark ||
    node instanceof Included ||
    node instanceof Concatenation ||
    node instanceof Reference ||
    node instanceof Quoted
  ) {
    return new PythonObject(className(node), pythonText(node));
  }
  return node;
}
