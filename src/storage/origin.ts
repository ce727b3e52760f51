import { amazonHost } from './amazon.ts';
import { escapeKey, escapeText } from './escape.ts';
import type { Place } from './place.ts';

/** An IP address as host, with or without a port: no name can stand in front of it. */
const ADDRESS = /^(\[|\d+(\.\d+){3}(:|$))/;

/** Whether the bucket stands in the host name. One with dots fits no certificate, some others fit no host name at all. */
export function bucketInHost({ kind, host, bucket, style }: Place): boolean {
  const fits = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(bucket) && !ADDRESS.test(host);
  return kind === 's3' && style === 'virtual' && fits;
}

/** Azure's account stands in the path at emulators, in the host name elsewhere. */
export function accountInPath({ kind, style }: Pick<Place, 'kind' | 'style'>): boolean {
  return kind === 'azure' && style === 'path';
}

function hostOf(place: Place): string {
  if (place.host !== '') return place.host;
  if (place.kind === 's3') return amazonHost(place.region);
  return place.kind === 'azure' ? `${place.account}.blob.core.windows.net` : 'storage.googleapis.com';
}

/** Exactly the origin that signed links of this entry have; the page's policy admits it. */
export function originOf(place: Place): string {
  const host = hostOf(place);
  return `${place.scheme}://${bucketInHost(place) ? `${place.bucket}.` : ''}${host}`;
}

/** The path of an object, or of its bucket when the key is empty, percent-encoded as each store's own SDK does. */
export function pathOf(place: Place, key: string): string {
  const parts = [
    ...(accountInPath(place) ? [escapeText(place.account)] : []),
    ...(bucketInHost(place) ? [] : [escapeText(place.bucket)]),
    ...(key !== '' ? [escapeKey(key)] : place.kind === 's3' && !bucketInHost(place) ? [''] : []),
  ];
  return `/${parts.join('/')}`;
}
