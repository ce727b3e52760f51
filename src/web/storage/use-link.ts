import { queryOptions, useQuery } from '@tanstack/react-query';
import { queryClient } from '../session.ts';
import { isOwn, type LinkProblem } from './choose-entry.ts';
import { entryFor, type Link, type LinkAnswer, linkOf } from './links.ts';
import { askKeys, watchKeys } from './page-keys.ts';
import { refreshEntries } from './storage-queries.ts';

const KEY = 'storage-link';
/** Links are renewed so long before they end. */
const RENEW_MS = 60_000;
const KEPT_MS = 300_000;

const endOf = (answer: LinkAnswer | undefined) =>
  answer && 'ends_at_ms' in answer ? answer.ends_at_ms : null;

const linkQuery = (workspace: string, url: string) =>
  queryOptions({
    queryKey: [KEY, workspace, url],
    queryFn: ({ signal }) => linkOf(workspace, url, signal),
    gcTime: KEPT_MS,
    staleTime: ({ state: { data, dataUpdatedAt } }) => {
      const end = endOf(data);
      if (data && 'problem' in data) return 0;
      return end === null ? Number.POSITIVE_INFINITY : end - RENEW_MS - dataUpdatedAt;
    },
    refetchInterval: ({ state: { data } }) => {
      const end = endOf(data);
      return end === null ? false : Math.max(1000, end - RENEW_MS - Date.now());
    },
  });

/** Asks for links that will be wanted in a moment, before anything shows them. */
export function expectLinks(workspace: string, urls: readonly string[]): void {
  for (const url of urls) void queryClient.prefetchQuery(linkQuery(workspace, url));
}

const hasProblem = (data: unknown) => typeof data === 'object' && data !== null && 'problem' in data;

/** Entries were locked, unlocked or changed: what had no link is asked for again. */
function askAgain(): void {
  void queryClient.invalidateQueries({
    queryKey: [KEY],
    predicate: ({ state }) => hasProblem(state.data) || state.error !== null,
  });
}
watchKeys(askAgain);

/** Finds out why a link did not work and signs anew: with the store's clock, if that was it. */
async function cure(workspace: string, url: string): Promise<void> {
  await refreshEntries();
  const choice = await entryFor(workspace, url).catch(() => undefined);
  if (choice && 'entry' in choice && isOwn(choice.entry)) {
    const { entry, object } = choice;
    const { bucket, key } = object;
    await askKeys('checkLink', { entry, object: { bucket, key } }).catch(() => undefined);
  }
  await queryClient.invalidateQueries({ queryKey: [KEY, workspace, url] });
}

/**
 * A link to an object for as long as a component shows it: renewed before it ends, given up when the component goes.
 * After a picture failed, `retry` asks for another link, with the store's own time if the clocks differ.
 */
export function useLink(
  workspace: string,
  url: string,
  { enabled = true }: { enabled?: boolean } = {},
): { link?: Link | undefined; problem?: LinkProblem | undefined; retry: () => Promise<void> } {
  const { data, error } = useQuery({ ...linkQuery(workspace, url), enabled });
  const retry = () => cure(workspace, url);
  if (data && 'href' in data) return { link: data, retry };
  return { problem: data?.problem ?? (error ? 'unreachable' : undefined), retry };
}
