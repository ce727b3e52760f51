import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { ConsoleRow } from './console-row.tsx';
import type { Row } from './fold-lines.ts';
import type { Log, LogState } from './log.ts';
import type { LinePlace } from './log-window.ts';
import { PROBE, useLineSize } from './use-line-size.ts';
import { useRowTops } from './use-row-tops.ts';
import { useScrolling } from './use-scrolling.ts';

/** Rows before an end of what is loaded at which more is asked for. */
const AHEAD = 300;

interface ConsoleLinesProps {
  log: Log;
  state: LogState;
  rows: readonly Row[];
  /** The row of the hit that is looked at. */
  hitAt: number | undefined;
  sought: string;
  wrap: boolean;
  times: boolean;
  following: boolean;
  onMoved: (moved: { atBottom: boolean; up: boolean }) => void;
  onBar: (bar: string) => void;
  rowOf: (place: LinePlace) => number;
  /** Gives the first line that is seen. */
  inView: RefObject<() => LinePlace | undefined>;
}

/** Asks for more lines when one comes near the end of those that are loaded. */
function useMore({ log, state, rows }: ConsoleLinesProps, first: number, end: number): void {
  const { atStart, atEnd } = state.window;
  const busy = state.reading !== undefined;
  const loaded = rows.length;
  useEffect(() => {
    if (busy || loaded === 0) return;
    if (!atStart && first < AHEAD) void log.earlier();
    else if (!atEnd && end > loaded - AHEAD) void log.later();
  }, [log, busy, loaded, atStart, atEnd, first, end]);
}

/** The lines of a console, of which only those near the visible part exist. */
export function ConsoleLines(props: ConsoleLinesProps) {
  const { log, state, rows, hitAt, sought, wrap, times, following, onMoved, onBar, rowOf } = props;
  const box = useRef<HTMLElement>(null);
  const space = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  const size = useLineSize(box, probe);
  const row_px = size?.row_px ?? 0;
  const tops = useRowTops(space, rows, wrap ? size?.columns : undefined, row_px);
  const height = tops.at(-1) ?? 0;
  // first of all: nothing can be scrolled to beyond the height that is known
  useLayoutEffect(() => space.current?.style.setProperty('--lines', String(height)), [height]);
  const { goal } = state;
  const { range, inView } = useScrolling(box, {
    ...{ rows, tops, row_px, following, goal, onMoved, rowOf },
  });
  props.inView.current = inView;
  useMore(props, range.first, range.end);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== box.current || event.altKey || event.metaKey) return;
    if (event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    void log.jump(event.key === 'Home' ? 'start' : 'end');
  };
  const shown = rows.slice(range.first, Math.min(range.end, rows.length));
  const looks = ['console-lines', wrap && 'wrapped', !times && 'timeless'].filter(Boolean).join(' ');
  return (
    <section
      ref={box}
      className={looks}
      aria-label="Lines of the console"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="console-row console-probe" aria-hidden="true">
        <span className="console-time">
          <span className="console-day">2026-01-01 </span>00:00:00.000
        </span>
        <span className="console-text" ref={probe}>
          <span>{PROBE}</span>
        </span>
      </div>
      <div className="console-space" ref={space}>
        {shown.map((row, i) => {
          const at = range.first + i;
          return (
            <ConsoleRow
              key={row.key}
              {...{ row, at, sought, onBar }}
              top={tops[at] ?? 0}
              isHit={at === hitAt}
            />
          );
        })}
      </div>
    </section>
  );
}
