import { basePath } from '../base-path.ts';
import { addressesQuery } from '../queries.ts';
import { queryClient } from '../session.ts';

const parsed = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

/**
 * The path of a file below the files door, percent-encoded, by the address under which it is stored; undefined for
 * what only resembles one.
 * @param addresses of the door, present and former
 */
export function filePathOf(stored: string, addresses: readonly string[]): string | undefined {
  const url = /^https?:\/\//i.test(stored) ? parsed(stored) : undefined;
  // whoever put a name into the address means another server, even if this one would answer
  if (url === undefined || url.username + url.password !== '') return undefined;
  for (const address of addresses) {
    const door = parsed(address);
    const folder = door && `${door.pathname.replace(/\/+$/, '')}/`;
    if (door?.origin !== url.origin || !folder || !url.pathname.startsWith(folder)) continue;
    const path = url.pathname.slice(folder.length).replace(/^\/+/, '');
    return path === '' ? undefined : path;
  }
  return undefined;
}

/** Where this page gets a stored file of a workspace: from its own web door, whichever address it was stored under. */
export const fileDoorHref = (path: string, workspace: string) =>
  `${basePath()}files/${path}?tenant=${encodeURIComponent(workspace)}`;

/**
 * The page's own way to a file of the files door, by its stored address; undefined for what lies elsewhere.
 * @throws WireError when the server does not tell its addresses
 */
export async function findFileDoorHref(workspace: string, stored: string): Promise<string | undefined> {
  if (!/^https?:/i.test(stored)) return undefined;
  const { files_server, former_files_servers } = await queryClient.ensureQueryData(addressesQuery);
  const here = new URL('files', document.baseURI).href;
  const path = filePathOf(stored, [files_server, ...former_files_servers, here]);
  return path === undefined ? undefined : fileDoorHref(path, workspace);
}
