/** The version of package.json, put in by Vite. */
declare const __ATRIUM_VERSION__: string;
