import { linePoints, type Series } from './loads.ts';
import { REACH_S } from './workers-query.ts';

interface LoadCurveProps {
  name: string;
  series: Series;
  /** Seconds since 1970 at the right edge. */
  until: number;
}

/** How busy one part of a machine is, with its last hour as a line. */
export function LoadCurve({ name, series, until }: LoadCurveProps) {
  const last = series.at(-1);
  if (!last) return null;
  return (
    <span className="load" title={`${name}, last hour`}>
      <span className="load-name">{name}</span>
      <svg viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
        <polyline points={linePoints(series, until, REACH_S)} />
      </svg>
      <span className="load-now">{Math.round(last.percent)} %</span>
    </span>
  );
}
