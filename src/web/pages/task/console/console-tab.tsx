import './console.css';
import { type KeyboardEvent, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { usePreference } from '../../../queries.ts';
import { Button } from '../../../ui/button.tsx';
import { CodeBlock } from '../../../ui/copy.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { ErrorNote } from '../../../ui/note.tsx';
import { Skeleton } from '../../../ui/states.tsx';
import { isLive } from '../task-query.ts';
import type { TaskTabProps } from '../task-tab.tsx';
import { plainText } from './ansi.ts';
import { ConsoleBar } from './console-bar.tsx';
import { ConsoleLines } from './console-lines.tsx';
import { type Row, rowAt, rowsOf } from './fold-lines.ts';
import { compare, type LinePlace, type LogLine } from './log-window.ts';
import { holds } from './marked-spans.ts';
import { useLog } from './use-log.ts';
import { useSearch } from './use-search.ts';

const REPORT = `from clearml import Task

task = Task.init(project_name="examples", task_name="first")
print("what is printed appears here")
`;

function NoLines({ live }: { live: boolean }) {
  return (
    <div className="panel">
      <div className="empty">
        <Icon name="scroll" />
        <strong>Nothing was printed</strong>
        <span>
          {live
            ? 'What the task prints appears here within seconds.'
            : 'This task has no console. What a script prints after Task.init stands here:'}
        </span>
      </div>
      {!live && (
        <div className="panel-pad">
          <CodeBlock text={REPORT} label="A script with a console" />
        </div>
      )}
    </div>
  );
}

/** The row of a hit: among those of its line the one that holds the text. */
function rowOfHit(rows: readonly Row[], hit: LinePlace, sought: string): number {
  const first = rowAt(rows, hit);
  for (let at = first; at < rows.length && compare(rows[at] as Row, hit) === 0; at += 1)
    if (holds(plainText(rows[at]?.text ?? ''), sought)) return at;
  return Math.min(first, rows.length - 1);
}

/** The rows of what is loaded; a progress bar is unfolded where the hit stands in a state that is not shown. */
function useRows(
  lines: readonly LogLine[],
  opened: ReadonlySet<string>,
  hit: LinePlace | undefined,
  sought: string,
): Row[] {
  return useMemo(() => {
    const rows = rowsOf(lines, opened);
    const row = hit && rows[rowAt(rows, hit)];
    if (!row || row.hidden === 0 || compare(row.from, hit) > 0) return rows;
    const isShown = compare(row, hit) === 0 && holds(plainText(row.text), sought);
    return isShown ? rows : rowsOf(lines, new Set([...opened, row.bar]));
  }, [lines, opened, hit, sought]);
}

/** Which progress bars show all of their states. */
function useBars() {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const turn = useCallback(
    (bar: string) =>
      setOpened(
        (before) => new Set(before.has(bar) ? [...before].filter((one) => one !== bar) : [...before, bar]),
      ),
    [],
  );
  return { opened, turn };
}

/** A switch that is kept with the person's other preferences, and turns at once. */
function useKeptSwitch(path: string, standard: boolean): [boolean, (on: boolean) => void] {
  const { value, set } = usePreference(path);
  const [own, setOwn] = useState<boolean>();
  const kept = typeof value === 'boolean' ? value : standard;
  const turn = (on: boolean) => {
    setOwn(on);
    set(on);
  };
  return [own ?? kept, turn];
}

/** What a task printed: from its end on, live, searchable as a whole. */
export function ConsoleTab({ workspace, task }: TaskTabProps) {
  const live = isLive(task);
  const { log, state } = useLog(workspace, task.id, live);
  const inView = useRef<() => LinePlace | undefined>(() => undefined);
  const input = useRef<HTMLInputElement>(null);
  const search = useSearch(workspace, task.id, log, () => inView.current());
  const { opened, turn } = useBars();
  const [follows, setFollows] = useState(true);
  const [wrap, onWrap] = useKeptSwitch('console.wrap', false);
  const [times, onTimes] = useKeptSwitch('console.times', true);
  const { lines, atEnd, total } = state.window;
  const { text: sought, hit } = search;
  const rows = useRows(lines, opened, hit, sought);
  const rowOf = useCallback((place: LinePlace) => rowOfHit(rows, place, sought), [rows, sought]);
  const { goal } = state;
  useLayoutEffect(() => {
    if (goal && goal.at !== 'end') setFollows(false);
  }, [goal]);
  const following = live && follows && atEnd;
  const onMoved = ({ atBottom, up }: { atBottom: boolean; up: boolean }) => {
    if (atBottom && atEnd) setFollows(true);
    else if (up || !atEnd) setFollows(false);
  };
  const toEnd = () => {
    setFollows(true);
    void log.jump('end');
  };
  if (state.isNew)
    return state.error ? (
      <ErrorNote error={state.error} onRetry={() => void log.jump('end')} />
    ) : (
      <Skeleton what="the console" rows={6} />
    );
  if (lines.length === 0) return <NoLines live={live} />;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
    // pressed again there it is the browser's own, which sees only the lines near here
    if (document.activeElement === input.current) return;
    event.preventDefault();
    input.current?.select();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only moves the focus to its own field
    <div className="console" onKeyDown={onKeyDown}>
      <ConsoleBar
        {...{ workspace, search, input, wrap, onWrap, times, onTimes }}
        task={task.id}
        text={() => rows.map((row) => plainText(row.text)).join('\n')}
        onStart={() => void log.jump('start')}
        onEnd={toEnd}
      />
      {(search.error ?? state.error) !== undefined && <ErrorNote error={search.error ?? state.error} />}
      <div className="console-frame">
        <ConsoleLines
          {...{ log, state, rows, sought, wrap, times, following, onMoved, rowOf, inView }}
          hitAt={hit && rowOf(hit)}
          onBar={turn}
        />
        {live && !following && (
          <Button icon="down" look="primary" size="sm" onClick={toEnd}>
            Follow the end
          </Button>
        )}
      </div>
      <p className="xs quiet" role="status">
        {total.toLocaleString('en')} {total === 1 ? 'message' : 'messages'}
        {following && ', following the end'}
        {state.reading === 'jump' && ', loading…'}
      </p>
    </div>
  );
}
