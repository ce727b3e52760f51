/** Where this page lives: the path of `<base href>`, which the server sets, always ending in "/". */
export function basePath(): string {
  return new URL(document.baseURI).pathname;
}

/** The address an application path such as "/reset" has behind any proxy and below any sub-path. */
export function absoluteUrl(path: string): string {
  return new URL(path.replace(/^\//, ''), document.baseURI).href;
}

/** The page's own version, as the footer and the wire's client header name it. */
export const WEB_VERSION: string = __ATRIUM_VERSION__;
