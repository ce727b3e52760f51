/** Percent-encodes as RFC 3986 and all three signatures want it: only letters, digits and `-._~` stay. */
export function escapeText(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A key as it stands in a path: its slashes stay, even doubled ones. */
export function escapeKey(key: string): string {
  return escapeText(key).replaceAll('%2F', '/');
}

/** Query parameters sorted by name, as signatures want them. */
export function queryText(parameters: Record<string, string>): string {
  return Object.entries(parameters)
    .map(([name, value]): [string, string] => [escapeText(name), escapeText(value)])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
