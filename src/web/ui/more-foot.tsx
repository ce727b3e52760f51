import { Button } from './button.tsx';

interface MoreFootProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  children: string;
}

/** The foot of a list that goes on: says so, and fetches the next page. */
export function MoreFoot({ query, children }: MoreFootProps) {
  if (!query.hasNextPage) return null;
  return (
    <div className="panel-foot">
      <span>{children}</span>
      <Button
        size="sm"
        busy={query.isFetchingNextPage && 'Loading…'}
        onClick={() => void query.fetchNextPage()}
      >
        Show more
      </Button>
    </div>
  );
}
