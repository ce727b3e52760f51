import type { Budget } from './budget.ts';
import { isScalar, NOTHING, scalarText } from './build.ts';
import { FAILED, LazyArray, type LazyElement, type LazyObject, type LazyValue, overlay } from './lazy.ts';
import type { ConcatExpr, Slot } from './model.ts';

type Present = Exclude<LazyValue, undefined>;

/** Joins the values of a concatenation (HOCON.md "Value concatenation"); white space comes as strings. */
export function joinParts(
  expr: ConcatExpr,
  values: readonly (LazyValue | string)[],
  budget: Budget,
  settle: (slots: readonly Slot[]) => LazyValue,
): LazyValue {
  const present = values.filter(
    (value): value is Present => value !== undefined && typeof value !== 'string',
  );
  if (present.includes(FAILED)) return FAILED;
  if (present.some((value) => value.kind === 'kept')) {
    // White space alone would stay behind, so only parts without it can vanish together.
    const vanishes = values.every(
      (value) => typeof value !== 'string' && (value?.kind === 'kept' ? value.vanishes : !value),
    );
    return { kind: 'kept', expr, parts: values, vanishes };
  }
  if (!present.some((value) => value.kind === 'lazy-object' || value.kind === 'lazy-array')) {
    return joinText(expr, values, present, budget);
  }
  let joined: Present | undefined;
  for (const value of present) {
    joined = joined === undefined ? value : joinTwo(expr, joined, value, budget, settle);
    if (joined === FAILED) {
      budget.fail('concat-mixed', expr.origin);
      return FAILED;
    }
  }
  return joined;
}

function joinText(
  expr: ConcatExpr,
  values: readonly (LazyValue | string)[],
  present: readonly Present[],
  budget: Budget,
): LazyValue {
  const pieces: string[] = [];
  let length = 0;
  for (const value of values) {
    if (value === undefined) continue;
    const text = typeof value === 'string' ? value : isScalar(value) ? scalarText(value) : '';
    length += text.length;
    pieces.push(text);
  }
  if (pieces.length === 0) return undefined;
  // With only one part left the value keeps its type.
  if (pieces.length === 1 && present[0]) return present[0];
  if (length > budget.limits.result_bytes) {
    budget.origin = expr.origin;
    throw budget.reached('limit-result', `${budget.limits.result_bytes} bytes`);
  }
  return { kind: 'string', origin: expr.origin, overrode: NOTHING, value: pieces.join('') };
}

function joinTwo(
  expr: ConcatExpr,
  left: Present,
  right: Present,
  budget: Budget,
  settle: (slots: readonly Slot[]) => LazyValue,
): Present {
  if (left.kind === 'lazy-object' && right.kind === 'lazy-object') return overlay(left, right, budget.spend);
  const before = left.kind === 'lazy-object' ? numbered(left, expr, budget, settle) : left;
  const after = right.kind === 'lazy-object' ? numbered(right, expr, budget, settle) : right;
  if (before?.kind !== 'lazy-array' || after?.kind !== 'lazy-array') return FAILED;
  if (before.count + after.count > budget.limits.result_nodes) {
    budget.origin = expr.origin;
    throw budget.reached('limit-result', `${budget.limits.result_nodes} nodes`);
  }
  let joined = before;
  const pieces = after.pieces();
  budget.spend(pieces.length);
  for (const items of pieces) joined = new LazyArray(expr.origin, joined, items);
  return joined;
}

/** An object with numbers for keys as a list (HOCON.md "Conversion of numerically-indexed objects to arrays"). */
function numbered(
  object: LazyObject,
  expr: ConcatExpr,
  budget: Budget,
  settle: (slots: readonly Slot[]) => LazyValue,
): LazyArray | undefined {
  const indexes: { index: number; item: LazyElement }[] = [];
  for (const key of object.keys(budget.spend)) {
    const index = listIndex(key);
    if (index === undefined) continue;
    const slots = object.slots(key, budget.spend);
    if (settle(slots) !== undefined) indexes.push({ index, item: slots });
  }
  if (indexes.length === 0) return undefined;
  indexes.sort((a, b) => a.index - b.index);
  return new LazyArray(
    expr.origin,
    undefined,
    indexes.map(({ item }) => item),
  );
}

/** The number a key is, when it can be the index of an element. */
export function listIndex(key: string): number | undefined {
  return /^\d{1,10}$/.test(key) ? Number(key) : undefined;
}
