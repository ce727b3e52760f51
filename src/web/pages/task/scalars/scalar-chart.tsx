import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { IconButton } from '../../../ui/button.tsx';
import { ErrorNote } from '../../../ui/note.tsx';
import { Skeleton } from '../../../ui/states.tsx';
import { useNear } from '../use-near.ts';
import { ChartLegend } from './chart-legend.tsx';
import { ChartTable, placeText } from './chart-table.tsx';
import type { Run } from './curve.ts';
import type { Pointed } from './curve-plot.tsx';
import { drawnCurves, labelOf } from './drawn-curves.ts';
import { curvesAsCsv, curvesAsJson } from './export-curves.ts';
import type { Chart } from './metric-list.ts';
import type { Zoom } from './plot-options.ts';
import type { Starts } from './read-curves.ts';
import { SaveMenu } from './save-menu.tsx';
import { allPoints, areThinned, curvesQuery } from './scalar-queries.ts';
import type { ScalarSettings } from './scalar-settings.ts';

const CurvePlot = lazy(async () => ({ default: (await import('./curve-plot.tsx')).CurvePlot }));

export interface ScalarChartProps {
  workspace: string;
  runs: readonly Run[];
  starts: Starts;
  chart: Chart;
  settings: ScalarSettings;
  /** What all charts are zoomed to where they zoom together. */
  shared: { zoom: Zoom | null; onZoom: (zoom: Zoom | null) => void };
}

/** What the chart is zoomed to: along another axis, all is shown. */
function useZoom(axis: string, together: boolean, shared: ScalarChartProps['shared']) {
  const [own, setOwn] = useState<{ axis: string; zoom: Zoom | null }>({ axis, zoom: null });
  if (together && axis === 'iter') return shared;
  return {
    zoom: own.axis === axis ? own.zoom : null,
    onZoom: (zoom: Zoom | null) => setOwn({ axis, zoom }),
  };
}

/** One chart with its head and legend. It is drawn while it is near the window's visible part. */
export function ScalarChart(props: ScalarChartProps) {
  const { chart, settings, shared } = props;
  const { box, near } = useNear<HTMLElement>();
  const zoomed = useZoom(settings.axis, settings.together, shared);
  const [table, setTable] = useState(false);
  const [wide, setWide] = useState(false);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  return (
    <section
      ref={box}
      className={wide ? 'panel curve-card wide' : 'panel curve-card'}
      aria-label={chart.title}
    >
      <div className="curve-head">
        <h3 className="breakable">{chart.title}</h3>
        {zoomed.zoom && (
          <button type="button" className="btn btn-sm" onClick={() => zoomed.onZoom(null)}>
            Show all
          </button>
        )}
        <IconButton
          icon="rows"
          label={`${chart.title} as a table`}
          tip={table ? 'Curves' : 'Table'}
          aria-pressed={table}
          onClick={() => setTable(!table)}
        />
        <IconButton
          icon="grow"
          label={`${chart.title} in full width`}
          tip={wide ? 'Smaller' : 'Larger'}
          aria-pressed={wide}
          onClick={() => setWide(!wide)}
        />
        <SaveMenu name={chart.title} text={(format) => savedText(props, format)} />
      </div>
      {near ? (
        <ChartBody {...props} {...zoomed} {...{ table, hidden }} onHidden={setHidden} />
      ) : (
        <div className="curve-plot" />
      )}
    </section>
  );
}

async function savedText(
  { workspace, runs, starts, chart, settings }: ScalarChartProps,
  format: 'csv' | 'json',
) {
  const { axis } = settings;
  const curves = await allPoints({ workspace, runs, starts, chart, axis });
  if (format === 'json') return curvesAsJson(curves, axis);
  return curvesAsCsv(curves, curves.map(labelOf(runs, chart)), axis);
}

interface ChartBodyProps extends ScalarChartProps {
  zoom: Zoom | null;
  onZoom: (zoom: Zoom | null) => void;
  table: boolean;
  hidden: ReadonlySet<string>;
  onHidden: (hidden: ReadonlySet<string>) => void;
}

function ChartBody({
  workspace,
  runs,
  starts,
  chart,
  settings,
  zoom,
  onZoom,
  table,
  hidden,
  onHidden,
}: ChartBodyProps) {
  const { axis, smoothing, log, together } = settings;
  const [thinned, setThinned] = useState(false);
  const query = useQuery(curvesQuery({ workspace, runs, starts, chart, axis }, thinned && zoom !== null));
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const { data } = query;
  useEffect(() => {
    if (data && areThinned(data)) setThinned(true);
  }, [data]);
  const all = useMemo(() => drawnCurves(data ?? [], runs, chart, smoothing), [data, runs, chart, smoothing]);
  const curves = useMemo(() => all.filter(({ id }) => !hidden.has(id)), [all, hidden]);
  if (!data) {
    return (
      <div className="curve-plot">
        {query.error ? (
          <ErrorNote error={query.error} onRetry={query.refetch} />
        ) : (
          <Skeleton what={`the curves of ${chart.title}`} />
        )}
      </div>
    );
  }
  const last = (y: readonly (number | null)[]) => y.findLast((value) => value !== null) ?? null;
  const left = log ? all.filter(({ y }) => y.some((value) => value !== null && value <= 0)) : [];
  return (
    <>
      {table ? (
        <ChartTable label={chart.title} curves={curves} axis={axis} />
      ) : (
        <Suspense fallback={<div className="curve-plot" />}>
          <CurvePlot
            label={`Curves of ${chart.title}. Plus and minus zoom, arrow keys move, 0 shows all.`}
            {...{ curves, axis, log, zoom, onZoom }}
            sync={together && axis === 'iter' ? 'iterations' : undefined}
            onPoint={setPointed}
          />
        </Suspense>
      )}
      <ChartLegend
        items={all.map(({ id, label, look, y }) => ({ id, label, look, last: last(y) }))}
        hidden={hidden}
        values={pointed?.values}
        onHidden={onHidden}
      />
      <p className="curve-foot xs faint">
        {pointed ? `At ${placeText(axis, pointed.x)}` : 'Last values'}
        {left.length > 0 &&
          ` · values at or below zero are not drawn: ${left.map(({ label }) => label).join(', ')}`}
      </p>
    </>
  );
}
