import { hostname, networkInterfaces } from 'node:os';

/** Where clients and people find the three doors. */
export interface Addresses {
  /** Without a trailing slash; set-up blocks add one. */
  web_url: string;
  api_url: string;
  files_url: string;
  /** Path part of web_url with slashes at both ends: "/" or "/atrium/". */
  base_path: string;
  /** Origins a page of ours may have; a session cookie counts for no other. */
  web_origins: readonly string[];
  /** True when people reach the page by https. */
  https: boolean;
}

interface Doors {
  host: string;
  web_port: number;
  api_port: number;
  files_port: number;
  public_url: string | undefined;
  api_url: string | undefined;
  files_url: string | undefined;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** The addresses people use, from the public URLs where given, else from the listening address (never from Host). */
export function publicAddresses(doors: Doors): Addresses {
  const host = shownHost(doors.host);
  const web_url = doors.public_url ?? `http://${host}:${doors.web_port}`;
  const { origin, pathname, protocol } = new URL(web_url);
  return {
    web_url,
    api_url: doors.api_url ?? (doors.public_url ? `${web_url}/api` : `http://${host}:${doors.api_port}`),
    files_url:
      doors.files_url ?? (doors.public_url ? `${web_url}/files` : `http://${host}:${doors.files_port}`),
    base_path: pathname.endsWith('/') ? pathname : `${pathname}/`,
    web_origins: Object.freeze(
      doors.public_url
        ? [origin]
        : localNames(doors.host).map((name) => new URL(`http://${name}:${doors.web_port}`).origin),
    ),
    https: protocol === 'https:',
  };
}

const everywhere = (host: string) => host === '0.0.0.0' || host === '::';
const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host);

function shownHost(host: string): string {
  return everywhere(host) ? hostname() : bracketed(host);
}

/** The names under which a door that listens on `host` is this machine's own. */
function localNames(host: string): string[] {
  if (everywhere(host)) {
    const own = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    return [
      ...new Set([
        ...LOOPBACK,
        hostname(),
        ...own.filter((a) => !a.scopeid).map((a) => bracketed(a.address)),
      ]),
    ];
  }
  return LOOPBACK.includes(bracketed(host)) ? LOOPBACK : [bracketed(host)];
}
