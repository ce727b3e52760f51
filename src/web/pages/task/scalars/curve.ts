/** A task whose curves are shown. */
export interface Run {
  id: string;
  name: string;
}

/** Along what curves are drawn: iterations, seconds since the run started, or the time of day in seconds since 1970. */
export type Axis = 'iter' | 'start' | 'clock';

/** One variant of one run. A value that is no finite number is null: a gap. */
export interface Curve {
  run: Run;
  metric: string;
  variant: string;
  x: number[];
  y: (number | null)[];
}

/** What tells a curve of a chart from the others. */
export const curveId = ({ run, metric, variant }: Pick<Curve, 'run' | 'metric' | 'variant'>) =>
  JSON.stringify([run.id, metric, variant]);
