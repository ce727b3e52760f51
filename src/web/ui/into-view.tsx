import { type ReactNode, useEffect, useRef } from 'react';

/** Scrolls what has just appeared into view, such as an answer below the fields that led to it. */
export function IntoView({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // with braces: what newer browsers give back would be taken for a clean-up
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return <div ref={box}>{children}</div>;
}
