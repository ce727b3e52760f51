import { filePath, filePathOfUrl } from './file-path.ts';

/**
 * The path of a file that tasks name by its stored address: one below the present or a former address of the files
 * door, or a bare path. Undefined for what lies elsewhere.
 */
export function pathOfAddress(addresses: readonly string[], stored: string): string | undefined {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(stored)) return filePath(stored);
  const base = addresses.find((address) => stored.startsWith(`${address}/`));
  if (base === undefined) return undefined;
  const { pathname } = new URL(stored);
  return filePathOfUrl(pathname.slice(new URL(base).pathname.replace(/\/$/, '').length).replace(/^\/+/, ''));
}
