import type { Db } from '../../db/database.ts';
import { requireOwner } from './owners.ts';
import type { NamedOwner, OwnerKind } from './owners-store.ts';
import type { SampleType } from './read-event.ts';
import { invalidScroll } from './sample-pages.ts';
import { listSamples, readSamples, type SampleKey, type ShownSample } from './samples-store.ts';
import { findEventScroll, keepEventScroll, type Whose } from './scrolls-store.ts';

/** Which image is looked at, or which plots: those of a metric stand together, so that they have no variant. */
interface Place {
  type: SampleType;
  metric: string;
  variant?: string | undefined;
  iter: number | undefined;
  /** Steps stay within the metric. */
  within_metric: boolean;
}

export interface Look {
  task: string;
  metric: string;
  variant?: string;
  iteration?: number | null | undefined;
  scroll_id?: string | null | undefined;
  navigate_current_metric?: boolean | null | undefined;
}

export interface Step {
  task: string;
  scroll_id: string;
  navigate_earlier?: boolean | null | undefined;
  next_iteration?: boolean | null | undefined;
}

interface Seen {
  scroll_id: string;
  events: ShownSample[];
  min_iteration: number | null;
  max_iteration: number | null;
}

type Key = Pick<SampleKey, 'metric' | 'variant' | 'iter'>;

const same = (key: Key, { metric, variant }: Pick<Place, 'metric' | 'variant'>) =>
  key.metric === metric && (variant === undefined || key.variant === variant);

/** The image of a variant or the plots of a metric: at an iteration, or the last ones. @throws WireError 400/101 */
export async function lookAt(
  db: Db,
  whose: Whose,
  kind: OwnerKind,
  type: SampleType,
  look: Look,
): Promise<Seen> {
  const owner = await requireOwner(db, kind, whose.workspace_id, look.task);
  const place: Place = {
    ...{ type, metric: look.metric, variant: look.variant, iter: look.iteration ?? undefined },
    within_metric: look.navigate_current_metric ?? true,
  };
  const keys = await keysOf(db, whose, owner, place);
  const own = keys.filter((key) => same(key, place));
  place.iter ??= own.at(-1)?.iter;
  return shownAt(db, whose, keys, place, look.scroll_id || undefined);
}

/**
 * The image or plots before or after those looked at, by iteration, metric and variant; with `next_iteration` the same
 * of another iteration. None where there are no more.
 * @throws WireError 400/101, 400/1104
 */
export async function stepFrom(
  db: Db,
  whose: Whose,
  kind: OwnerKind,
  { task, scroll_id, navigate_earlier, next_iteration }: Step,
): Promise<Seen> {
  const owner = await requireOwner(db, kind, whose.workspace_id, task);
  const state = await findEventScroll<{ place?: Place }>(db, whose, scroll_id);
  const place = state?.place;
  if (!place) throw invalidScroll(scroll_id);
  const keys = await keysOf(db, whose, owner, place);
  const direction = (navigate_earlier ?? true) ? -1 : 1;
  const ordered = direction === -1 ? keys.toReversed() : keys;
  const next = ordered.find((key) =>
    next_iteration
      ? same(key, place) && (key.iter - (place.iter ?? 0)) * direction > 0
      : compare(key, place) * direction > 0,
  );
  if (!next) return { scroll_id, events: [], min_iteration: null, max_iteration: null };
  const variant = place.variant === undefined ? undefined : next.variant;
  return shownAt(db, whose, keys, { ...place, metric: next.metric, variant, iter: next.iter }, scroll_id);
}

/** By iteration, then metric, then variant. */
async function keysOf(db: Db, whose: Whose, owner: NamedOwner, { type, metric, within_metric }: Place) {
  const metrics = within_metric ? [{ metric }] : undefined;
  const keys = await listSamples(db, whose.workspace_id, owner, { types: [type], metrics });
  return keys.sort(compare);
}

function compare(a: Key, b: Omit<Place, 'type' | 'within_metric'>): number {
  const byText = (one: string, other: string) => Number(one > other) - Number(one < other);
  return (
    a.iter - (b.iter ?? 0) ||
    byText(a.metric, b.metric) ||
    (b.variant === undefined ? 0 : byText(a.variant, b.variant))
  );
}

async function shownAt(
  db: Db,
  whose: Whose,
  keys: readonly SampleKey[],
  place: Place,
  scroll: string | undefined,
): Promise<Seen> {
  const own = keys.filter((key) => same(key, place));
  const here = own.filter(({ iter }) => iter === place.iter);
  return {
    scroll_id: await keepEventScroll(db, whose, { place }, scroll),
    events: await readSamples(db, whose.workspace_id, here),
    min_iteration: own[0]?.iter ?? null,
    max_iteration: own.at(-1)?.iter ?? null,
  };
}
