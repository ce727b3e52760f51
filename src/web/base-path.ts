/** Where this page lives: the path of `<base href>`, which the server sets, always ending in "/". */
export function basePath(): string {
  return new URL(document.baseURI).pathname;
}

/** The browser's path of a path of the page, such as "/atrium/settings" of "/settings". */
export const pathBelowBase = (path: string) => basePath() + path.replace(/^\//, '');

/** The page's own version, as the footer and the wire's client header name it. */
export const WEB_VERSION: string = import.meta.env.ATRIUM_VERSION ?? 'development';
