import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type Row, rowAt } from './fold-lines.ts';
import type { Goal } from './log.ts';
import type { LinePlace } from './log-window.ts';
import { rowAtHeight } from './row-heights.ts';

/** Rows kept above and below what is seen. */
const BESIDE = 20;

interface Range {
  first: number;
  /** The row after the last one. */
  end: number;
}

interface Scrolling {
  rows: readonly Row[];
  tops: Float64Array;
  row_px: number;
  /** Stays at the end, whatever arrives. */
  following: boolean;
  /** Where to go, once for each goal. */
  goal: { at: Goal } | undefined;
  /** The row in which a line is looked for. */
  rowOf: (place: LinePlace) => number;
  /** Told after each movement by hand: whether the end is seen, and whether it went up. */
  onMoved: (moved: { atBottom: boolean; up: boolean }) => void;
}

/** What stands at the upper edge, and how far it is scrolled out. */
interface Anchor {
  key: string;
  place: LinePlace;
  beyond_px: number;
}

/** Where a row is now that was at the edge before others came or went around it. */
function findAgain(rows: readonly Row[], { key, place }: Anchor): number {
  const from = rowAt(rows, { ...place, index: place.index - 0.5 });
  for (let at = from; at < rows.length && rows[at]?.timestamp === place.timestamp; at += 1)
    if (rows[at]?.key === key) return at;
  return Math.min(from, rows.length - 1);
}

/**
 * Which rows are alive while one scrolls. What is looked at stays where it is when lines come or go above it.
 */
export function useScrolling(box: RefObject<HTMLElement | null>, asked: Scrolling) {
  const { rows, tops, row_px, following, goal } = asked;
  const ready = row_px > 0;
  const [range, setRange] = useState<Range>({ first: 0, end: 0 });
  const now = useRef(asked);
  now.current = asked;
  const anchor = useRef<Anchor>(undefined);
  const lastTop = useRef(0);

  const look = useCallback(() => {
    const element = box.current;
    const { rows: all, tops: heights, row_px: height } = now.current;
    if (!element || all.length === 0 || height === 0) return setRange({ first: 0, end: 0 });
    const top = element.scrollTop / height;
    const first = rowAtHeight(heights, top);
    const end = rowAtHeight(heights, top + element.clientHeight / height) + 1;
    const row = all[first];
    if (row)
      anchor.current = {
        ...{ key: row.key, place: row },
        beyond_px: element.scrollTop - (heights[first] as number) * height,
      };
    const next = { first: Math.max(0, first - BESIDE), end: Math.min(all.length, end + BESIDE) };
    setRange((before) => (before.first === next.first && before.end === next.end ? before : next));
    lastTop.current = element.scrollTop;
  }, [box]);

  // stays with what was seen, or with the end
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || rows.length === 0) return look();
    if (following) element.scrollTop = element.scrollHeight;
    else if (anchor.current) {
      const at = findAgain(rows, anchor.current);
      element.scrollTop = (tops[at] as number) * row_px + anchor.current.beyond_px;
    }
    look();
  }, [box, rows, tops, row_px, following, look]);

  useLayoutEffect(() => {
    const element = box.current;
    const { tops: heights, row_px: height, rowOf } = now.current;
    // a line that is not laid out yet cannot be gone to: then once it is
    if (!element || !goal || !ready) return;
    const { at } = goal;
    if (at === 'start') element.scrollTop = 0;
    else if (at === 'end') element.scrollTop = element.scrollHeight;
    else {
      element.scrollTop = (heights[rowOf(at)] ?? 0) * height - element.clientHeight / 3;
    }
    look();
  }, [box, goal, look, ready]);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const onScroll = () => {
      const up = element.scrollTop < lastTop.current - 1;
      const below = element.scrollHeight - element.scrollTop - element.clientHeight;
      look();
      now.current.onMoved({ atBottom: below < now.current.row_px * 1.5, up });
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [box, look]);

  const inView = useCallback((): LinePlace | undefined => anchor.current?.place, []);
  return { range, inView };
}
