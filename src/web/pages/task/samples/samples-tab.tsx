import '../../../media/media.css';
import './samples.css';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { CodeBlock } from '../../../ui/copy.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { ErrorNote } from '../../../ui/note.tsx';
import { LoadedState } from '../../../ui/states.tsx';
import { isLive } from '../task-query.ts';
import type { TaskTabProps } from '../task-tab.tsx';
import { IterationSection } from './iteration-section.tsx';
import { SampleHistory } from './sample-history.tsx';
import {
  forgetOlder,
  itemOf,
  LIVE_MS,
  type Sample,
  type SamplePage,
  sampleMetricsQuery,
  samplesQuery,
} from './samples-query.ts';

const FullSize = lazy(async () => ({ default: (await import('../../../media/full-size.tsx')).FullSize }));

const REPORT = `from clearml import Logger

Logger.current_logger().report_image(
    "debug", "sample", iteration=iteration, image=image
)
`;

function NoSamples({ live }: { live: boolean }) {
  return (
    <div className="panel">
      <div className="empty">
        <Icon name="images" />
        <strong>No debug samples</strong>
        <span>
          {live
            ? 'They appear here as the task reports them. In the training script:'
            : 'This task reported none. In the training script:'}
        </span>
      </div>
      <div className="panel-pad">
        <CodeBlock text={REPORT} label="How to report a sample" />
      </div>
    </div>
  );
}

interface PageProps extends TaskTabProps {
  page: SamplePage;
  named: boolean;
}

/** One page of iterations, and the sample of them that is open. */
function Samples({ workspace, task, page: newest, named }: PageProps) {
  // what arrives while one is looked at would push it aside
  const [held, setHeld] = useState<{ page: SamplePage; open: number }>();
  const { page, open } = held ?? { page: newest, open: undefined };
  /** Another iteration of the open sample's variant. */
  const [other, setOther] = useState<Sample>();
  const samples = useMemo(() => page.iterations.flatMap((one) => one.samples), [page]);
  const chosen = open === undefined ? undefined : (other ?? samples[open]);
  const items = useMemo(
    () => samples.map((sample, at) => itemOf(at === open && other ? other : sample, true)),
    [samples, open, other],
  );
  const show = (at: number | undefined) => {
    setHeld(at === undefined ? undefined : { page, open: at });
    setOther(undefined);
  };
  let from = 0;
  return (
    <>
      {page.iterations.map(({ iter, samples: own }) => {
        const begin = from;
        from += own.length;
        const within = open !== undefined && open >= begin && open < from ? open - begin : undefined;
        return (
          <IterationSection
            key={iter}
            {...{ workspace, iter, named }}
            samples={own}
            open={within}
            onOpen={(at) => show(begin + at)}
          />
        );
      })}
      <Suspense>
        {open !== undefined && chosen && (
          <FullSize
            {...{ workspace, items }}
            at={open}
            more={false}
            onMove={show}
            onClose={() => show(undefined)}
          >
            <SampleHistory
              key={`${chosen.metric}\n${chosen.variant}`}
              {...{ workspace, sample: chosen }}
              task={task.id}
              live={isLive(task)}
              onShow={setOther}
            />
          </FullSize>
        )}
      </Suspense>
    </>
  );
}

interface BarProps {
  metrics: readonly string[];
  metric: string;
  onMetric: (metric: string) => void;
  shown: string;
  older: { can: boolean; busy: boolean; go: () => void };
  newer: { can: boolean; go: () => void; newest: () => void };
}

/** Which metric is shown, and the way to older and newer iterations. */
function SamplesBar({ metrics, metric, onMetric, shown, older, newer }: BarProps) {
  return (
    <div className="sample-bar">
      <select
        className="select"
        aria-label="Metric"
        value={metric}
        onChange={(event) => onMetric(event.target.value)}
      >
        <option value="">All metrics</option>
        {metrics.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <span className="sm quiet grow" role="status">
        {shown}
      </span>
      <Button size="sm" disabled={!newer.can} onClick={newer.newest}>
        Newest
      </Button>
      <Button size="sm" icon="left" disabled={!newer.can} onClick={newer.go}>
        Newer
      </Button>
      <Button size="sm" icon="forth" disabled={!older.can} busy={older.busy && 'Loading…'} onClick={older.go}>
        Older
      </Button>
    </div>
  );
}

/** "Iterations 97 to 100", as far as they are shown. */
function shownOf({ iterations }: SamplePage): string {
  const [newest, oldest] = [iterations[0]?.iter, iterations.at(-1)?.iter];
  if (newest === undefined) return '';
  return newest === oldest ? `Iteration ${newest}` : `Iterations ${oldest} to ${newest}`;
}

/** Images, sound, film and pages that a task reported, by iteration, the newest first. */
export function SamplesTab({ workspace, task }: TaskTabProps) {
  const live = isLive(task);
  const [metric, setMetric] = useState('');
  const [at, setAt] = useState(0);
  const { data: metrics = [] } = useQuery(sampleMetricsQuery(workspace, task.id, live));
  const query = useInfiniteQuery({
    ...samplesQuery(workspace, task.id, metric),
    placeholderData: keepPreviousData,
    // looking at older ones is not disturbed
    refetchInterval: live && at === 0 ? LIVE_MS : false,
    refetchOnWindowFocus: at === 0,
  });
  const pages = (query.data?.pages ?? []).filter(({ iterations }, i) => i === 0 || iterations.length > 0);
  const page = pages[at] ?? pages.at(-1);
  const choose = (name: string) => {
    setMetric(name);
    setAt(0);
  };
  const newest = () => {
    setAt(0);
    forgetOlder(workspace, task.id, metric);
    void query.refetch();
  };
  const older = async () => {
    if (at + 1 >= pages.length) {
      const { data } = await query.fetchNextPage();
      if (!data?.pages[at + 1]?.iterations.length) return;
    }
    setAt(at + 1);
  };
  return (
    <LoadedState query={{ ...query, data: page }} what="debug samples">
      {(shown) =>
        shown.iterations.length === 0 && metric === '' ? (
          <NoSamples live={live} />
        ) : (
          <div className="stack samples">
            <SamplesBar
              {...{ metrics, metric }}
              onMetric={choose}
              shown={shownOf(shown)}
              older={{
                can: at + 1 < pages.length || query.hasNextPage,
                busy: query.isFetchingNextPage,
                go: () => void older(),
              }}
              newer={{
                can: at > 0,
                go: () => (at === 1 ? newest() : setAt(at - 1)),
                newest,
              }}
            />
            {query.error && <ErrorNote error={query.error} onRetry={query.refetch} />}
            <Samples
              key={`${metric} ${at}`}
              {...{ workspace, task }}
              page={shown}
              named={metric === '' && metrics.length > 1}
            />
          </div>
        )
      }
    </LoadedState>
  );
}
