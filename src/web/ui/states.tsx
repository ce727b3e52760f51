import { type ReactNode, useEffect, useState } from 'react';
import { ErrorNote } from './note.tsx';

/** True once `ms` have passed: what is quicker than that needs no loading state. */
function useLate(ms: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return late;
}

const ROWS = [1, 2, 3, 4, 5, 6];

/** Grey lines where a list will stand, after 150 ms. */
export function Skeleton({ rows = 3, what }: { rows?: number; what: string }) {
  const late = useLate(150);
  return (
    <div className="skeleton" role="status" aria-busy="true">
      <span className="sr">Loading {what}</span>
      {late && ROWS.slice(0, rows).map((row) => <div key={row} className="skel" />)}
    </div>
  );
}

interface Loaded<Data> {
  data: Data | undefined;
  error: unknown;
  refetch: () => unknown;
}

interface LoadedStateProps<Data> {
  query: Loaded<Data>;
  what: string;
  rows?: number;
  children: (data: Data) => ReactNode;
}

/** The loading, error and loaded states of anything that is fetched. */
export function LoadedState<Data>({ query, what, rows, children }: LoadedStateProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (!query.error) return <Skeleton what={what} {...(rows && { rows })} />;
  return (
    <div className="panel-pad">
      <ErrorNote error={query.error} onRetry={query.refetch} />
    </div>
  );
}
