import './compare.css';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { currentUserQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Note } from '../../ui/note.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { runNames } from '../task/scalars/drawn-curves.ts';
import { progressQuery } from '../task/scalars/scalar-queries.ts';
import { ScalarsTab } from '../task/scalars/scalars-tab.tsx';
import { AddRunDialog } from './add-run-dialog.tsx';
import { type ComparedRun, comparedRunsQuery } from './compare-queries.ts';
import { type MetricValue, metricRows, parameterRows } from './compare-rows.ts';
import { CompareTable } from './compare-table.tsx';
import { RunList } from './run-list.tsx';

/** As many as there are different lines for curves. */
const MOST_RUNS = 30;

const VALUES = [
  { value: 'last', name: 'Last' },
  { value: 'min', name: 'Smallest' },
  { value: 'max', name: 'Largest' },
] as const;

/** Parameters and metrics of the runs as tables. */
function Tables({ workspace, runs }: { workspace: string; runs: readonly ComparedRun[] }) {
  const [only, setOnly] = useState(true);
  const [which, setWhich] = useState<MetricValue>('last');
  const { data: progress = [] } = useQuery(progressQuery(workspace, runs));
  const kept = new Map(progress.map(({ id, last_metrics }) => [id, last_metrics]));
  const names = [...runNames(runs).values()];
  const parameters = useMemo(() => parameterRows(runs), [runs]);
  const metrics = metricRows(
    runs.map(({ id }) => kept.get(id)),
    which,
  );
  return (
    <>
      <label className="choice">
        <input className="check" type="checkbox" checked={only} onChange={() => setOnly(!only)} />
        <span>Only what differs</span>
      </label>
      <CompareTable
        title="Parameters"
        {...{ runs: names, rows: parameters, onlyDifferences: only }}
        nothing="None of these runs has parameters."
      />
      <CompareTable
        title="Metrics"
        {...{ runs: names, rows: metrics, onlyDifferences: only }}
        nothing="None of these runs has reported scalars."
        end={<Segmented legend="Value" options={VALUES} value={which} onChange={setWhich} />}
      />
    </>
  );
}

function Nothing({ onAdd }: { onAdd: () => void }) {
  return (
    <div className="panel">
      <div className="empty">
        <Icon name="curve" />
        <strong>No runs to compare yet</strong>
        <span>Add two or more: their curves are drawn on the same charts, and what differs is marked.</span>
        <Button icon="plus" onClick={onAdd}>
          Add runs
        </Button>
      </div>
    </div>
  );
}

function Compared({ workspace, runs, lost, drop }: ComparedProps) {
  const shown = useMemo(() => runs.map(({ id, name }) => ({ id, name })), [runs]);
  return (
    <>
      {lost.length > 0 && (
        <Note
          tone="warn"
          end={
            <Button size="sm" onClick={() => drop(lost)}>
              Take out
            </Button>
          }
        >
          {lost.length === 1 ? 'One run is' : `${lost.length} runs are`} not in this workspace, or deleted.
        </Note>
      )}
      {runs.length > 0 && (
        <>
          <RunList workspace={workspace} runs={runs} onRemove={(id) => drop([id])} />
          <section className="section" aria-label="Scalars">
            <h2>Scalars</h2>
            <ScalarsTab key={shown.map(({ id }) => id).join()} workspace={workspace} tasks={shown} />
          </section>
          <Tables workspace={workspace} runs={runs} />
        </>
      )}
    </>
  );
}

interface ComparedProps {
  workspace: string;
  runs: readonly ComparedRun[];
  /** Ids that are unknown here. */
  lost: readonly string[];
  drop: (ids: readonly string[]) => void;
}

function Compare({ workspace, ids }: { workspace: string; ids: readonly string[] }) {
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const query = useQuery(comparedRunsQuery(workspace, ids));
  const show = (tasks: readonly string[]) =>
    void navigate({
      to: '/w/$workspace/compare',
      params: { workspace },
      search: tasks.length > 0 ? { tasks: tasks.join() } : {},
      replace: true,
    });
  return (
    <>
      <div className="page-head wide compare-head">
        <div className="grow">
          <h1>Compare runs</h1>
          <p>
            Curves, parameters and last values of runs side by side. The address of this page keeps which.
          </p>
        </div>
        {ids.length > 0 && (
          <div className="end">
            <Button icon="plus" onClick={() => setAdding(true)}>
              Add runs
            </Button>
          </div>
        )}
      </div>
      {ids.length === 0 ? (
        <Nothing onAdd={() => setAdding(true)} />
      ) : (
        <LoadedState query={query} what="the runs" rows={6}>
          {(runs) => (
            <Compared
              {...{ workspace, runs }}
              lost={query.isPlaceholderData ? [] : ids.filter((id) => !runs.some((run) => run.id === id))}
              drop={(gone) => show(ids.filter((id) => !gone.includes(id)))}
            />
          )}
        </LoadedState>
      )}
      {adding && (
        <AddRunDialog
          {...{ workspace, chosen: ids, most: MOST_RUNS }}
          onAdd={(id) => show([...ids, id])}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}

/** Several runs of a workspace side by side. */
export function ComparePage() {
  const { workspace } = useParams({ from: '/shell/w/$workspace/compare' });
  const { tasks } = useSearch({ from: '/shell/w/$workspace/compare' });
  const { data: user } = useQuery(currentUserQuery);
  const ids = useMemo(
    () => [...new Set((tasks ?? '').split(',').filter(Boolean))].slice(0, MOST_RUNS),
    [tasks],
  );
  if (!user?.companies.some(({ id }) => id === workspace)) return <NotFoundPage />;
  return <Compare workspace={workspace} ids={ids} />;
}
