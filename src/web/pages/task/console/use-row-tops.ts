import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Row } from './fold-lines.ts';
import { topsOf } from './row-heights.ts';

/** Wrapped rows by their key, as many lines as the browser made of them where that was guessed wrong. */
const NONE: ReadonlyMap<string, number> = new Map();

/**
 * Where rows stand, in lines of text. Of wrapped ones the lines are counted from their characters first, and put right
 * when the browser has laid them out.
 */
export function useRowTops(
  box: RefObject<HTMLElement | null>,
  rows: readonly Row[],
  columns: number | undefined,
  row_px: number,
): Float64Array {
  const [measured, setMeasured] = useState(NONE);
  const tops = useMemo(() => topsOf(rows, columns, measured), [rows, columns, measured]);
  const before = useRef(columns);
  useLayoutEffect(() => {
    if (before.current !== columns) setMeasured(NONE);
    before.current = columns;
  }, [columns]);
  useLayoutEffect(() => {
    if (columns === undefined || row_px === 0) return;
    const wrong: [string, number][] = [];
    for (const element of box.current?.querySelectorAll<HTMLElement>('[data-row]') ?? []) {
      const at = Number(element.dataset.row);
      const lines = Math.max(1, Math.round(element.offsetHeight / row_px));
      const key = rows[at]?.key;
      if (key !== undefined && lines !== (tops[at + 1] as number) - (tops[at] as number))
        wrong.push([key, lines]);
    }
    if (wrong.length > 0) setMeasured((known) => new Map([...known, ...wrong]));
  });
  return tops;
}
