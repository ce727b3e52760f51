/** The last part of a project's path. */
export const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** What stands before the last part, without the slash; "" at the top. */
export const locationOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** A path of its parts, leaving empty ones out. */
export const joinPath = (...parts: string[]) => parts.filter(Boolean).join('/');
