/**
 * Whether a URL lies in a folder that is named after one of these ids, as ClearML's SDK names folders of outputs:
 * `<project>/<name>.<task id>/…`. An object elsewhere was named by somebody and may be anybody's, so it does not go
 * with a task. Parts that are `.` or `..`, which could lead out of the folder again, make it none.
 */
export function liesInOwnFolder(url: string, ids: readonly string[]): boolean {
  const names = namesOf(url);
  if (!names || names.some((name) => name === '.' || name === '..')) return false;
  const folders = names.slice(0, -1);
  return names.at(-1) !== '' && folders.some((name) => ids.some((id) => name.endsWith(`.${id}`)));
}

/** What stands between the slashes behind scheme and host; undefined for what is no URL. */
function namesOf(url: string): string[] | undefined {
  const [, scheme = '', path = ''] = /^([a-z][a-z0-9+.-]*):\/\/[^/?#]*\/(.*)$/is.exec(url) ?? [];
  if (scheme === '') return undefined;
  if (!/^https?$/i.test(scheme)) return path.split('/');
  // Browsers and Node read a backslash of a web address as a slash, and escapes of dots as dots.
  const plain = decoded(path.replace(/[?#].*$/s, ''));
  return plain?.split(/[/\\]/);
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
