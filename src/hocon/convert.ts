import { listIndex } from './concat.ts';
import { scan } from './scan.ts';
import { NUMBER } from './token-kinds.ts';
import type { ResolvedValue } from './values.ts';

// What a program that asks for a type gets (HOCON.md "Automatic type conversions"); undefined where the
// specification wants an error: null, objects and lists never become something else.

/** The value as text: numbers as written, booleans as words. */
export function asString(value: ResolvedValue): string | undefined {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'number') return value.raw;
  return value.kind === 'boolean' ? String(value.value) : undefined;
}

/** The value as a number; text only when it is written as JSON writes numbers. */
export function asNumber(value: ResolvedValue): number | undefined {
  if (value.kind === 'number') return value.value;
  if (value.kind !== 'string') return undefined;
  const { kinds, count } = scan(value.value);
  return count === 1 && kinds[0] === NUMBER ? Number(value.value) : undefined;
}

/** The value as a boolean; of texts exactly these six count. */
export function asBoolean(value: ResolvedValue): boolean | undefined {
  if (value.kind === 'boolean') return value.value;
  if (value.kind !== 'string') return undefined;
  if (value.value === 'true' || value.value === 'yes' || value.value === 'on') return true;
  if (value.value === 'false' || value.value === 'no' || value.value === 'off') return false;
  return undefined;
}

/** The elements of a list, or of an object with numbers for keys, in the order of those. */
export function asList(value: ResolvedValue): readonly ResolvedValue[] | undefined {
  if (value.kind === 'array') return value.elements;
  if (value.kind !== 'object') return undefined;
  const found: { index: number; element: ResolvedValue }[] = [];
  for (const [key, element] of value.fields) {
    const index = listIndex(key);
    if (index !== undefined) found.push({ index, element });
  }
  if (found.length === 0) return undefined;
  return found.sort((a, b) => a.index - b.index).map(({ element }) => element);
}
