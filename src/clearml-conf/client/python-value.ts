import { Concatenation } from './concatenation.ts';
import { Bare, Included, type Node, NullMark, Pair, Quoted, Reference } from './node.ts';
import { floatText } from './python-text.ts';
import { PythonTime } from './python-time.ts';
import { Tree } from './tree.ts';

/** Name of the Python class behind a node that is no plain value. */
export function className(node: Node): string {
  if (node instanceof NullMark) return 'NoneValue';
  if (node instanceof Included) return 'ConfigInclude';
  if (node instanceof Concatenation) return 'ConfigValues';
  if (node instanceof Reference) return 'ConfigSubstitution';
  if (node instanceof Quoted) return 'ConfigQuotedString';
  if (node instanceof Pair) return 'tuple';
  return node instanceof PythonTime ? node.type : 'ConfigTree';
}

/**
 * Python's `str` of a value that lands inside a string. An object without a text of its own prints its memory
 * address there, which no emulation can know; `object at 0x` marks such outcomes.
 */
export function pythonText(node: Node): string {
  if (node === null) return 'None';
  if (typeof node === 'boolean') return node ? 'True' : 'False';
  if (typeof node === 'bigint') return String(node);
  if (typeof node === 'number') return floatText(node);
  if (typeof node === 'string') return node;
  if (node instanceof Bare) return node.text;
  if (node instanceof PythonTime) return node.text;
  return `<${className(node)} object at 0x0>`;
}

/** Python's truth of a value: empty things and zero are false. */
export function isTrue(node: Node | undefined): boolean {
  if (node === undefined || node === null) return false;
  if (Array.isArray(node)) return node.length > 0;
  if (node instanceof Tree) return node.dict.size > 0;
  return typeof node === 'object' ? true : Boolean(node);
}

/** Python's `==` between a list's element and a key or an index. */
export function equalsKey(element: Node, key: unknown): boolean {
  if (typeof element === 'boolean') return key === (element ? 1n : 0n);
  if (typeof element === 'number')
    return key === element || (Number.isInteger(element) && BigInt(element) === key);
  if (element instanceof Bare) return element.text === key;
  return element === key;
}
