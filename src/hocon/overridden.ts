import type { Budget } from './budget.ts';
import { NOTHING } from './build.ts';
import type { Expr, Slot } from './model.ts';
import type { Overridden, ResolvedValue } from './values.ts';

/** What the winning definition of a key hides, latest first. An object hides no object: they merge. */
export function overriddenFor(
  slots: readonly Slot[],
  winner: Expr,
  kind: ResolvedValue['kind'],
  budget: Budget,
): readonly Overridden[] {
  if (slots.length === 1 && !slots[0]?.history) return NOTHING;
  const hidden: Overridden[] = [];
  const add = (overridden: Overridden | undefined): void => {
    if (!overridden) return;
    if (kind === 'object' && (overridden.kind === 'object' || overridden.kind === 'expression')) return;
    hidden.push(overridden);
  };
  for (const slot of slots) {
    const history = slot.history ?? [];
    budget.spend(history.length + 1);
    const at = history.findIndex(({ expr }) => expr === winner);
    for (const { overridden } of at < 0 ? history : history.slice(0, at)) add(overridden);
    if (at >= 0 || slot.top === winner) break;
    add(slot.latest);
  }
  return hidden.length === 0 ? NOTHING : hidden.reverse();
}
