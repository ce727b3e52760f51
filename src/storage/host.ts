import type { Place } from './place.ts';

const DEFAULT_PORT = { http: ':80', https: ':443' } as const;

/** A host in the form that places keep: lower case, without the port that its scheme has anyway. */
export function plainHost(host: string, scheme: 'http' | 'https'): string {
  const lower = host.toLowerCase();
  const port = DEFAULT_PORT[scheme];
  return lower.endsWith(port) ? lower.slice(0, -port.length) : lower;
}

/** A host with its port written out, as ClearML's SDK needs it. */
export function hostWithPort({ host, scheme }: Pick<Place, 'host' | 'scheme'>): string {
  return hasPort(host) ? host : host + DEFAULT_PORT[scheme];
}

export function hasPort(host: string): boolean {
  return /:\d+$/.test(host);
}

/** The name or address alone. */
export function hostName(host: string): string {
  return host.replace(/:\d+$/, '');
}

/** Whether it can be a host: a name, an IPv4 address or an IPv6 address in brackets, and a port if there is one. */
export function isHost(host: string): boolean {
  const parts = /^(\[[0-9a-f:.]+\]|[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?\.?)(?::(\d{1,5}))?$/i.exec(host);
  if (!parts || host.includes('..')) return false;
  const port = parts[3];
  return port === undefined || (Number(port) >= 1 && Number(port) <= 65_535);
}

/** Whether a name means this machine itself, which browsers trust over plain http. */
export function isLoopback(host: string): boolean {
  const name = hostName(host);
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(name)
  );
}
