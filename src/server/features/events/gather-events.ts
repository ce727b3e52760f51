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
  curves: Map<string, Curve>;
  logs: NewEvent[];
  samples: Sample[];
  /** The highest iteration reported; undefined when none was. */
  iteration: number | undefined;
}

/** Sorts events of tasks, or those of models, by whose they are. */
export function gatherEvents(events: Iterable<NewEvent>): OwnEvents[] {
  const owners = new Map<string, OwnEvents>();
  for (const event of events) {
    let own = owners.get(event.owner);
    if (!own) {
      own = { owner: event.owner, curves: new Map(), logs: [], samples: [], iteration: undefined };
      owners.set(event.owner, own);
    }
    put(own, event);
  }
  return [...owners.values()];
}

function put(own: OwnEvents, event: NewEvent): void {
  if (event.type === 'log') {
    own.logs.push(event);
    return;
  }
  if (event.iter !== NO_ITERATION) own.iteration = Math.max(own.iteration ?? event.iter, event.iter);
  if (event.type === 'training_stats_scalar') putPoint(own.curves, event);
  else own.samples.push(event as Sample);
}

function putPoint(curves: Map<string, Curve>, { metric, variant, iter, at, value }: NewEvent): void {
  const single = iter === NO_ITERATION;
  const key = `${single ? '1' : ''}\0${metric}\0${variant}`;
  let curve = curves.get(key);
  if (!curve) {
    curve = { metric, variant, single, iterations: [], times: [], numbers: [] };
    curves.set(key, curve);
  }
  curve.iterations.push(iter);
  curve.times.push(at);
  curve.numbers.push(value);
}
