import type { PointList } from './points.ts';
import { type NewEvent, NO_ITERATION, type SampleType } from './read-event.ts';

/** Scalars of one variant. */
export interface Curve extends PointList {
  metric: string;
  variant: string;
  /** Values without an iteration. */
  single: boolean;
}

export interface Sample extends NewEvent {
  type: SampleType;
}

/** What a batch holds for one task or model. */
export interface OwnEvents {
  owner: string;
  curves: Curve[];
  logs: NewEvent[];
  samples: Sample[];
  /** The highest iteration reported; undefined when none was. */
  iteration: number | undefined;
}

/** Curves by metric and variant: two look-ups of names that are there cost less than making one key of both. */
type Names = Map<string, Map<string, Curve>>;

interface Gathering extends OwnEvents {
  /** Those with iterations, those without. */
  names: readonly [Names, Names];
}

/** Sorts events of tasks, or those of models, by whose they are. */
export function gatherEvents(events: Iterable<NewEvent>): OwnEvents[] {
  const owners = new Map<string, Gathering>();
  for (const event of events) {
    let own = owners.get(event.owner);
    if (!own) {
      const { owner } = event;
      const names = [new Map(), new Map()] as const;
      own = { owner, curves: [], logs: [], samples: [], iteration: undefined, names };
      owners.set(owner, own);
    }
    put(own, event);
  }
  return [...owners.values()].map(({ names: _, ...own }) => own);
}

function put(own: Gathering, event: NewEvent): void {
  if (event.type === 'log') {
    own.logs.push(event);
    return;
  }
  if (event.iter !== NO_ITERATION) own.iteration = Math.max(own.iteration ?? event.iter, event.iter);
  if (event.type === 'training_stats_scalar') putPoint(own, event);
  else own.samples.push(event as Sample);
}

function putPoint({ curves, names }: Gathering, { metric, variant, iter, at, value }: NewEvent): void {
  const single = iter === NO_ITERATION;
  const byMetric = names[single ? 1 : 0];
  let variants = byMetric.get(metric);
  if (!variants) {
    variants = new Map();
    byMetric.set(metric, variants);
  }
  let curve = variants.get(variant);
  if (!curve) {
    curve = { metric, variant, single, iterations: [], times: [], numbers: [] };
    variants.set(variant, curve);
    curves.push(curve);
  }
  curve.iterations.push(iter);
  curve.times.push(at);
  curve.numbers.push(value);
}
