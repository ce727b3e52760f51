import { queryOptions, useQuery } from '@tanstack/react-query';
import { entryFor } from '../../storage/links.ts';
import { useKeys } from '../../storage/page-keys.ts';
import { entriesQuery } from '../../storage/storage-queries.ts';

export type Found = Awaited<ReturnType<typeof entryFor>>;

const entryQuery = (workspace: string, url: string, version: unknown) =>
  queryOptions({
    queryKey: ['storage-entry-of', workspace, url, version],
    queryFn: () => entryFor(workspace, url),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** Which of the entries serves an address, found anew when entries or this browser's keys change. */
export function useEntry(workspace: string, url: string): Found | undefined {
  const { dataUpdatedAt } = useQuery(entriesQuery(workspace));
  const { browser } = useKeys();
  return useQuery({
    ...entryQuery(workspace, url, [dataUpdatedAt, browser]),
    placeholderData: (last) => last,
  }).data;
}
