import { linkOf } from '../storage/links.ts';
import type { Reason } from './why-not.ts';

/** What is larger is not gathered in memory first: it opens in a tab of its own, from where browsers save it. */
const MOST_IN_MEMORY = 256_000_000;

function follow(href: string, extra: Partial<HTMLAnchorElement>): void {
  const link = Object.assign(document.createElement('a'), { href, rel: 'noopener noreferrer', ...extra });
  link.click();
}

/**
 * Saves an object as a file. A link to another site cannot be told to save, so the bytes are fetched where the store
 * allows it; else the link opens in a tab of its own. Gives the reason where there is no link.
 */
export async function saveObject(
  workspace: string,
  url: string,
  name: string,
  size: number | null,
): Promise<Reason | undefined> {
  const link = await linkOf(workspace, url);
  if ('problem' in link) return link.problem;
  const answer =
    (size ?? 0) > MOST_IN_MEMORY
      ? undefined
      : await fetch(link.href, { cache: 'no-store' }).catch(() => undefined);
  const length = Number(answer?.headers.get('content-length') ?? 0);
  if (!answer?.ok || length > MOST_IN_MEMORY) {
    await answer?.body?.cancel();
    follow(link.href, { target: '_blank' });
    return undefined;
  }
  const address = URL.createObjectURL(await answer.blob());
  follow(address, { download: name });
  // the browser reads it after the click has returned
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return undefined;
}
