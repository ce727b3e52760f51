/**
 * Longest path in bytes, and longest name between two slashes: what file systems take, and S3, whose keys of at most
 * 1,024 bytes begin with a prefix and the workspace.
 */
const MAX_PATH = 900;
const MAX_NAME = 255;

const CONTROL = /\p{Cc}/u;

/**
 * The path below a workspace's files that an upload names or a URL asks for, without a leading slash; undefined for
 * one that would leave the store or that no store can hold.
 */
export function filePath(text: string): string | undefined {
  const path = text.replace(/^\/+/, '');
  if (path === '' || CONTROL.test(path) || Buffer.byteLength(path) > MAX_PATH) return undefined;
  const fits = (name: string) =>
    name !== '' && name !== '.' && name !== '..' && Buffer.byteLength(name) <= MAX_NAME;
  return path.split('/').every(fits) ? path : undefined;
}

/** The same for the percent-encoded path of a URL; a plus stays a plus. */
export function filePathOfUrl(encoded: string): string | undefined {
  try {
    return filePath(decodeURIComponent(encoded));
  } catch {
    return undefined;
  }
}
