import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { type GridLayout, layoutOf, type RowRange, rowsAlive } from './grid-layout.ts';

const NOTHING: RowRange = { first: 0, end: 0 };

const rootSize = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** The columns of a grid in its present width, told to its style sheet too. */
function useLayout(box: RefObject<HTMLElement | null>): GridLayout | undefined {
  const [layout, setLayout] = useState<GridLayout>();
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const next = layoutOf(element.clientWidth, window.innerHeight, rootSize());
      element.style.setProperty('--columns', String(next.columns));
      element.style.setProperty('--row', `${next.row_px}px`);
      setLayout((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [box]);
  return layout;
}

/** Which rows of a grid of `count` tiles are to be alive, renewed while something scrolls. */
export function useGridWindow(box: RefObject<HTMLElement | null>, count: number) {
  const layout = useLayout(box);
  const rows = layout ? Math.ceil(count / layout.columns) : 0;
  const [range, setRange] = useState<RowRange>(NOTHING);
  useLayoutEffect(() => {
    box.current?.style.setProperty('--rows', String(rows));
  }, [box, rows]);
  useEffect(() => {
    if (!layout) return;
    const look = () => {
      const top = box.current?.getBoundingClientRect().top ?? 0;
      const next = rowsAlive(layout, rows, top);
      setRange((before) => (before.first === next.first && before.end === next.end ? before : next));
    };
    look();
    // whatever scrolls around the grid: the page, or a part of it
    document.addEventListener('scroll', look, { capture: true, passive: true });
    return () => document.removeEventListener('scroll', look, { capture: true });
  }, [box, layout, rows]);
  return { layout, rows, range };
}
