import '../../../media/media.css';
import '../scalars/scalars.css';
import './plots.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { watchNear } from '../../../media/watch-near.ts';
import { CodeBlock } from '../../../ui/copy.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { ErrorNote } from '../../../ui/note.tsx';
import { SearchInput } from '../../../ui/search-input.tsx';
import { LoadedState, Skeleton } from '../../../ui/states.tsx';
import { isLive, type TaskDocument } from '../task-query.ts';
import type { TaskTabProps } from '../task-tab.tsx';
import { PlotCard } from './plot-card.tsx';
import { newestPlotsQuery, plotMetricsQuery } from './plot-queries.ts';

const EXAMPLE = `from clearml import Task

task = Task.init(project_name="examples", task_name="first plot")
task.get_logger().report_histogram("weights", "layer 1", values=[1, 4, 9, 4, 1], iteration=0)`;

function NoPlots() {
  return (
    <div className="panel">
      <div className="empty">
        <Icon name="curve" />
        <strong>This run has reported no plots</strong>
        <span>Figures, tables and histograms appear here as soon as a script reports them:</span>
        <CodeBlock text={EXAMPLE} label="A script that reports a plot" />
      </div>
    </div>
  );
}

interface MetricPlotsProps {
  workspace: string;
  task: TaskDocument;
  metric: string;
}

function Plots({ workspace, task, metric }: MetricPlotsProps) {
  const query = useQuery(newestPlotsQuery(workspace, task.id, metric, isLive(task)));
  if (!query.data) {
    return query.error ? (
      <ErrorNote error={query.error} onRetry={query.refetch} />
    ) : (
      <Skeleton what={`the plots of ${metric}`} />
    );
  }
  return (
    <div className="plot-grid">
      {query.data.map((plot) => (
        <PlotCard key={plot.variant} workspace={workspace} task={task.id} newest={plot} />
      ))}
    </div>
  );
}

/** The plots of one metric; fetched when they come near the window's visible part, and then kept. */
function MetricPlots(props: MetricPlotsProps) {
  const box = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(
    () => (box.current && !seen ? watchNear(box.current, (near) => near && setSeen(true)) : undefined),
    [seen],
  );
  return (
    <section ref={box} className="section plot-metric" aria-label={props.metric}>
      <h2 className="breakable">{props.metric || 'No metric'}</h2>
      {seen && <Plots {...props} />}
    </section>
  );
}

function Metrics({ workspace, task, metrics }: TaskTabProps & { metrics: readonly string[] }) {
  const [search, setSearch] = useState('');
  const found = metrics.filter((metric) => metric.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <div className="stack">
      {metrics.length > 1 && (
        <SearchInput
          label="Search plots"
          placeholder={`Search ${metrics.length} metrics`}
          value={search}
          onValue={setSearch}
        />
      )}
      {found.map((metric) => (
        <MetricPlots key={metric} {...{ workspace, task, metric }} />
      ))}
      {found.length === 0 && <p className="sm quiet">No metric has these words in its name.</p>}
    </div>
  );
}

/** The plots of a task: the newest of each variant, by metric. */
export function PlotsTab({ workspace, task }: TaskTabProps) {
  const query = useQuery(plotMetricsQuery(workspace, task.id, isLive(task)));
  return (
    <LoadedState query={query} what="the plots" rows={6}>
      {(metrics) => (metrics.length === 0 ? <NoPlots /> : <Metrics {...{ workspace, task, metrics }} />)}
    </LoadedState>
  );
}
