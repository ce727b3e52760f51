import './scalars.css';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { CodeBlock } from '../../../ui/copy.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { LoadedState } from '../../../ui/states.tsx';
import type { Run } from './curve.ts';
import { chartsOf, metricsOf, singleState } from './metric-list.ts';
import { MetricNav } from './metric-nav.tsx';
import type { Zoom } from './plot-options.ts';
import { ScalarChart } from './scalar-chart.tsx';
import { type Progress, progressQuery, startsOf } from './scalar-queries.ts';
import { useScalarSettings } from './scalar-settings.ts';
import { ScalarsBar } from './scalars-bar.tsx';
import { SingleValues } from './single-values.tsx';

interface ScalarsTabProps {
  workspace: string;
  tasks: readonly Run[];
}

const EXAMPLE = `from clearml import Task

task = Task.init(project_name="examples", task_name="first curves")
for step in range(100):
    task.get_logger().report_scalar("loss", "train", value=1 / (step + 1), iteration=step)`;

function NoScalars({ several }: { several: boolean }) {
  return (
    <div className="panel">
      <div className="empty">
        <Icon name="curve" />
        <strong>
          {several ? 'These runs have reported no scalars' : 'This run has reported no scalars'}
        </strong>
        <span>
          Curves appear here as soon as a script reports numbers, by itself or through its framework:
        </span>
        <CodeBlock text={EXAMPLE} label="A script that reports a scalar" />
      </div>
    </div>
  );
}

function Charts({
  workspace,
  runs,
  progress,
}: {
  workspace: string;
  runs: readonly Run[];
  progress: Progress[];
}) {
  const [settings, change] = useScalarSettings();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [zoom, setZoom] = useState<Zoom | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const last = useMemo(() => progress.map(({ last_metrics }) => last_metrics ?? {}), [progress]);
  const metrics = useMemo(() => metricsOf(last), [last]);
  const starts = useMemo(() => startsOf(progress), [progress]);
  const single = useMemo(() => singleState(last), [last]);
  const charts = chartsOf(
    metrics.filter(({ name }) => !hidden.has(name)),
    settings.grouping,
  );
  if (metrics.length === 0 && single === '') return <NoScalars several={runs.length > 1} />;
  const jump = (metric: string) => {
    const at = charts.findIndex((chart) => chart.metric === metric);
    const card = list.current?.children[at];
    card?.scrollIntoView({ block: 'start' });
    card?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
  };
  return (
    <div className="curves">
      {metrics.length > 0 && <MetricNav {...{ metrics, hidden }} onHidden={setHidden} onJump={jump} />}
      <div className="stack curve-main">
        {single !== '' && <SingleValues workspace={workspace} runs={runs} state={single} />}
        {metrics.length > 0 && <ScalarsBar settings={settings} onChange={change} />}
        <div className="curve-grid" ref={list}>
          {charts.map((chart) => (
            <ScalarChart
              key={chart.key}
              {...{ workspace, runs, starts, chart, settings }}
              shared={{ zoom, onZoom: setZoom }}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** The scalars of one run, or of several side by side: curves, and what was reported once. */
export function ScalarsTab({ workspace, tasks }: ScalarsTabProps) {
  const query = useQuery(progressQuery(workspace, tasks));
  return (
    <LoadedState query={query} what="the scalars" rows={6}>
      {(progress) => <Charts workspace={workspace} runs={tasks} progress={progress} />}
    </LoadedState>
  );
}
