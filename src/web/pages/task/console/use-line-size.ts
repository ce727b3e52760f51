import { type RefObject, useLayoutEffect, useState } from 'react';

export interface LineSize {
  /** Height of a line of text in pixels. */
  row_px: number;
  /** Characters that fit beside each other. */
  columns: number;
  /** Lines that are seen at once. */
  seen: number;
}

/** Characters of the probe, of which one's width is taken. */
export const PROBE = '0'.repeat(50);

/** How large a line of text is, measured at one that is there but not seen. */
export function useLineSize(
  box: RefObject<HTMLElement | null>,
  probe: RefObject<HTMLElement | null>,
): LineSize | undefined {
  const [size, setSize] = useState<LineSize>();
  useLayoutEffect(() => {
    const [scroller, text] = [box.current, probe.current];
    const chars = text?.firstElementChild;
    if (!scroller || !text || !chars) return;
    const measure = () => {
      const row_px = text.getBoundingClientRect().height;
      const char = chars.getBoundingClientRect().width / PROBE.length;
      if (row_px === 0 || char === 0) return;
      const next = {
        row_px,
        columns: Math.max(10, Math.floor(text.getBoundingClientRect().width / char)),
        seen: Math.ceil(scroller.clientHeight / row_px),
      };
      setSize((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    observer.observe(text);
    return () => observer.disconnect();
  }, [box, probe]);
  return size;
}
