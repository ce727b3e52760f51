import { plainHost } from './host.ts';
import { accountInPath } from './origin.ts';
import type { Place } from './place.ts';
import type { StoredObject } from './storage-url.ts';

/** Why an entry is not the one: what differs first, or that another's bucket and prefix are longer. */
export type WhyNot = 'host' | 'account' | 'bucket' | 'prefix' | 'shorter';

export interface Match<E extends Place> {
  entry: E | undefined;
  /** The object as the entry reads the URL: only an entry tells `s3://host/bucket/key` from `s3://bucket/key`. */
  object: StoredObject;
  /** Every other entry of the same kind of store. */
  considered: { entry: E; why: WhyNot }[];
}

/** Chooses the entry with the longest bucket and prefix that hold the object; the first of equals. */
export function matchEntry<E extends Place>(object: StoredObject, entries: readonly E[]): Match<E> {
  let best: { entry: E; object: StoredObject } | undefined;
  const considered: { entry: E; why: WhyNot }[] = [];
  for (const entry of entries) {
    if (entry.kind !== object.kind) continue;
    const read = readAs(object, entry);
    const why = whyNot(read, entry);
    if (why) considered.push({ entry, why });
    else if (best && lengthOf(entry) <= lengthOf(best.entry)) considered.push({ entry, why: 'shorter' });
    else {
      if (best) considered.push({ entry: best.entry, why: 'shorter' });
      best = { entry, object: read };
    }
  }
  return { entry: best?.entry, object: best?.object ?? object, considered };
}

/** The object with host, account, bucket and key as they are if the entry is the right one. */
function readAs(object: StoredObject, entry: Place): StoredObject {
  const { kind, host, scheme } = entry;
  if (kind === 'gcs') return { ...object, host, scheme: object.scheme ?? scheme };
  if (kind === 'azure') return readAsAzure(object, entry);
  const isHostAsBucket = object.host === '' && host !== '' && plainHost(object.bucket, scheme) === host;
  const own = isHostAsBucket
    ? { host, ...firstSegment(object.key) }
    : { host: plainHost(object.host, scheme) };
  return { ...object, ...own, scheme: object.scheme ?? scheme };
}

/** Whether an account stands in the path cannot be seen in every URL; the entry knows. */
function readAsAzure(object: StoredObject, entry: Place): StoredObject {
  const scheme = object.scheme ?? entry.scheme;
  const host = plainHost(object.host, entry.scheme);
  const isInPath = !host.includes('.blob.');
  if (host !== entry.host || isInPath === accountInPath(entry)) return { ...object, host, scheme };
  if (isInPath) {
    const key = object.key === '' ? object.bucket : `${object.bucket}/${object.key}`;
    return { ...object, host, scheme, account: entry.account, bucket: object.account, key };
  }
  return { ...object, host, scheme, account: object.bucket, ...firstSegment(object.key) };
}

function firstSegment(key: string): { bucket: string; key: string } {
  const end = key.indexOf('/');
  return end < 0
    ? { bucket: key, key: '' }
    : { bucket: key.slice(0, end), key: key.slice(end + 1).replace(/^\/+/, '') };
}

function whyNot(object: StoredObject, entry: Place): WhyNot | undefined {
  if (object.account !== entry.account) return 'account';
  if (object.host !== entry.host) return 'host';
  if (object.bucket === '' || (entry.bucket !== '' && object.bucket !== entry.bucket)) return 'bucket';
  return isInside(entry.prefix, object.key) ? undefined : 'prefix';
}

/** A bucket counts more than any prefix: prefixes are at most 1,024 characters. */
function lengthOf({ bucket, prefix }: Place): number {
  return (bucket === '' ? 0 : 2048) + prefix.length;
}

/** The place of one object: its entry's, with the bucket that an entry of a whole Azure account leaves open. */
export function placeOf(entry: Place, object: StoredObject): Place {
  return { ...entry, bucket: object.bucket };
}

/** Whether a key is the prefix itself or lies below it, at the border of a segment. */
export function isInside(prefix: string, key: string): boolean {
  if (prefix === '' || key === prefix) return true;
  return key.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
}
