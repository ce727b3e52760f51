import { memo, useLayoutEffect, useMemo, useRef } from 'react';
import { spansOf } from './ansi.ts';
import type { Row } from './fold-lines.ts';
import { markedSpans } from './marked-spans.ts';
import { timeText } from './time-text.ts';

interface ConsoleRowProps {
  row: Row;
  /** Its place among the rows, and how many lines of text stand above it. */
  at: number;
  top: number;
  sought: string;
  isHit: boolean;
  onBar: (bar: string) => void;
}

/** The time at which a line was reported, which is one time for all that was reported together. */
function Time({ timestamp }: Pick<Row, 'timestamp'>) {
  const { day, time } = timeText(timestamp);
  return (
    <span className="console-time">
      <span className="console-day">{day} </span>
      {time}
    </span>
  );
}

/** One line of text of the console. Whatever it holds is text: nothing of it becomes markup. */
export const ConsoleRow = memo(function ConsoleRow({ row, at, top, sought, isHit, onBar }: ConsoleRowProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.style.setProperty('--at', String(top)), [top]);
  const spans = useMemo(() => markedSpans(spansOf(row.text), sought), [row.text, sought]);
  return (
    <div
      ref={box}
      className={isHit ? 'console-row hit' : 'console-row'}
      data-row={at}
      data-level={row.level.toLowerCase() || undefined}
      aria-current={isHit || undefined}
    >
      <Time timestamp={row.timestamp} />
      <span className="console-text">
        {spans.map(({ text, look, marked }, i) => {
          const Piece = marked ? 'mark' : 'span';
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one unchanging line
            <Piece key={i} className={look || undefined}>
              {text}
            </Piece>
          );
        })}
        {row.hidden > 0 && (
          <button type="button" className="console-bar-btn" onClick={() => onBar(row.bar)}>
            {row.hidden} earlier
          </button>
        )}
        {row.opened && (
          <button type="button" className="console-bar-btn" onClick={() => onBar(row.bar)}>
            Fold
          </button>
        )}
      </span>
    </div>
  );
});
