import type { Db } from '../../db/database.ts';
import { requireOwners } from './owners.ts';
import type { OwnerKind } from './owners-store.ts';
import type { SampleType } from './read-event.ts';
import { invalidScroll } from './sample-pages.ts';
import { listIterations, listSamples, readSamples, type ShownSample, type Wanted } from './samples-store.ts';
import { findEventScroll, keepEventScroll, type Whose } from './scrolls-store.ts';

interface Chosen {
  task: string;
  metric?: string | null | undefined;
  variants?: readonly string[] | null | undefined;
}

interface Asked {
  metrics: readonly Chosen[];
  iters?: number | null | undefined;
  scroll_id?: string | null | undefined;
  navigate_earlier?: boolean | null | undefined;
  refresh?: boolean | null | undefined;
}

/** Between which iterations a reader has what they see, by task. */
type Seen = Record<string, { first: number; last: number }>;

interface Walked {
  scroll_id: string;
  metrics: { task: string; iterations: { iter: number; events: ShownSample[] }[] }[];
}

/**
 * The next iterations of tasks with their images or plots: the last ones first, then earlier or later ones as asked;
 * none where there are no more.
 * @throws WireError 400/101, 400/1104
 */
export async function walkIterations(
  db: Db,
  whose: Whose,
  kind: OwnerKind,
  type: SampleType,
  asked: Asked,
): Promise<Walked> {
  const ids = asked.metrics.map(({ task }) => task);
  const owners = await requireOwners(db, kind, whose.workspace_id, ids);
  const before = await seenBefore(db, whose, asked.scroll_id);
  const seen: Seen = asked.refresh ? {} : before;
  const earlier = asked.navigate_earlier ?? true;
  const metrics: Walked['metrics'] = [];
  for (const owner of owners) {
    const wanted: Wanted = { types: [type], metrics: metricsOf(asked.metrics, owner.id) };
    const place = Object.hasOwn(seen, owner.id) ? seen[owner.id] : undefined;
    const iterations = await listIterations(db, whose.workspace_id, owner, wanted, {
      earlier: place === undefined || earlier,
      from: earlier ? place?.first : place?.last,
      count: asked.iters ?? 1,
    });
    if (iterations.length > 0)
      seen[owner.id] = { first: Math.min(...iterations), last: Math.max(...iterations) };
    const keys = await listSamples(db, whose.workspace_id, owner, { ...wanted, iterations });
    metrics.push({
      task: owner.id,
      iterations: byIteration(await readSamples(db, whose.workspace_id, keys)),
    });
  }
  return { metrics, scroll_id: await keepEventScroll(db, whose, { seen }, asked.scroll_id || undefined) };
}

async function seenBefore(db: Db, whose: Whose, id: string | null | undefined): Promise<Seen> {
  if (!id) return {};
  const state = await findEventScroll<{ seen?: Seen }>(db, whose, id);
  if (!state?.seen) throw invalidScroll(id);
  return state.seen;
}

/** What is asked of one task; all of it where some entry names no metric. */
function metricsOf(chosen: readonly Chosen[], id: string): Wanted['metrics'] {
  const own = chosen.filter(({ task }) => task === id);
  if (own.some(({ metric }) => !metric)) return undefined;
  return own.map(({ metric, variants }) => ({ metric: metric ?? '', variants }));
}

/** The last iteration first. */
function byIteration(events: readonly ShownSample[]) {
  const iterations = new Map<number, ShownSample[]>();
  for (const event of events) {
    const iter = event.iter as number;
    iterations.set(iter, [...(iterations.get(iter) ?? []), event]);
  }
  return [...iterations]
    .sort(([a], [b]) => b - a)
    .map(([iter, ofIteration]) => ({ iter, events: ofIteration }));
}
