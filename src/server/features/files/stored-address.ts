import type { Config } from '../../config.ts';
import { filePath, filePathOfUrl } from './file-path.ts';

/** Where stored URLs of files begin: the files door, the web door's way to it, and former addresses. */
export function filesAddresses({
  files_url,
  web_url,
  files_aliases,
}: Pick<Config, 'files_url' | 'web_url' | 'files_aliases'>): string[] {
  return [files_url, `${web_url}/files`, ...files_aliases].map((address) => address.replace(/\/+$/, ''));
}

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
