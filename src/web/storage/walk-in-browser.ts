import type { Rung } from '../../storage/ladder.ts';
import { StorageUrlError } from '../../storage/storage-url-error.ts';
import { filesDoorRungs } from '../../storage/walk/files-door.ts';
import { walk } from '../../storage/walk.ts';
import { call } from '../api.ts';
import { basePath } from '../base-path.ts';
import { browserReach } from './browser-reach.ts';
import { isOwn } from './choose-entry.ts';
import { entryFor, LinkError, problemOf } from './links.ts';
import { askKeys } from './page-keys.ts';
import { KeyError } from './worker-protocol.ts';

/** A link that the server signed, as an address that this browser can ask. */
async function sharedLink(workspace: string, url: string) {
  const { links } = await call('storage_access.sign', { urls: [url] }, { workspace });
  const { link = null, through = null } = links[0] ?? {};
  if (link === null) return {};
  const isDoor = through === 'door';
  const href = isDoor ? new URL(basePath() + link.replace(/^\//, ''), window.location.origin).href : link;
  return { link: href, through_door: isDoor };
}

/** The ladder to a file that Atrium keeps itself. */
async function walkFilesDoor(href: string): Promise<Rung[]> {
  const answer = await fetch(href, { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
  return filesDoorRungs(
    answer && { status: answer.status, size: answer.headers.get('content-length') ?? '' },
  );
}

/**
 * The browser's half of the storage doctor: climbs the ladder to one object. With own entries the worker climbs; with
 * the workspace's, this page with a link from the server.
 * @throws LinkError when the entry's keys cannot be used here, WireError
 */
export async function walkInBrowser(workspace: string, url: string): Promise<Rung[]> {
  const reach = browserReach(window.location.origin, () => new Date());
  try {
    const choice = await entryFor(workspace, url);
    if ('href' in choice) return await (choice.door ? walkFilesDoor(choice.href) : walk(reach, { url }));
    if ('problem' in choice) {
      if (choice.problem !== 'no_entry') throw new LinkError(choice.problem);
      return await walk(reach, { url, considered: choice.considered });
    }
    const { entry, considered } = choice;
    if (isOwn(entry)) return await askKeys('walk', { url, entry, considered });
    return await walk(reach, { url, entry, considered, ...(await sharedLink(workspace, url)) });
  } catch (error) {
    if (error instanceof StorageUrlError) return walk(reach, { url });
    if (error instanceof KeyError) throw new LinkError(problemOf(error), error.message);
    throw error;
  }
}
