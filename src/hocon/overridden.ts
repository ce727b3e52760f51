import type { Budget } from './budget.ts';
import { NOTHING } from './build.ts';
import { type Expr, isDynamic, type Slot } from './model.ts';
import type { Overridden, ResolvedValue } from './values.ts';

/**
 * What the winning definition of a key hides, latest first. An object hides no object that it merges with, but what
 * stands beneath a value that is none is hidden together with that value.
 */
export function overriddenFor(
  slots: readonly Slot[],
  winner: Expr,
  kind: ResolvedValue['kind'],
  budget: Budget,
): readonly Overridden[] {
  if (slots.length === 1 && !slots[0]?.history) return NOTHING;
  const hidden: Overridden[] = [];
  let merging: Overridden[] = [];
  const add = (expr: Expr, overridden: Overridden): void => {
    merging.push(overridden);
    if (kind === 'object' && mayMerge(expr)) return;
    hidden.push(...merging);
    merging = [];
  };
  for (const slot of slots) {
    const history = slot.history ?? [];
    budget.spend(history.length + 1);
    const at = history.findIndex(({ expr }) => expr === winner);
    for (const { expr, overridden } of at < 0 ? history : history.slice(0, at)) add(expr, overridden);
    if (at >= 0 || slot.top === winner) break;
    add(slot.top, slot.latest);
  }
  return hidden.length === 0 ? NOTHING : hidden.reverse();
}

/** False for what is known to be no object. */
function mayMerge(expr: Expr): boolean {
  if (!isDynamic(expr)) return expr.kind === 'object-expr';
  return expr.state !== 'done' || expr.value === undefined || expr.value.kind === 'lazy-object';
}
