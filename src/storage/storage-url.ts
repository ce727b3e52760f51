import { readAmazonHost } from './amazon.ts';
import { hasPort, hostWithPort, isHost, plainHost } from './host.ts';
import { accountInPath, bucketInHost, originOf, pathOf } from './origin.ts';
import type { Place, StoreKind } from './place.ts';
import { StorageUrlError } from './storage-url-error.ts';

/** One object, or everything below a prefix when the key is empty or ends in a slash. */
export interface StoredObject {
  kind: StoreKind;
  /** Unknown for `s3://`, `gs://` and `azure://`; the entry says. */
  scheme?: 'http' | 'https';
  /** Empty for Amazon and Google themselves, and for every `gs://`, which names no host. */
  host: string;
  account: string;
  bucket: string;
  key: string;
}

/** A URL that needs no signature: of the files door, or of a web server somewhere. */
export interface WebUrl {
  kind: 'web';
  href: string;
  /** Whether the files door of this server has it. */
  door: boolean;
}

const MOST_CHARACTERS = 4096;

/**
 * Reads the URL of an object. Keys of `s3://`, `gs://` and `azure://` are raw, as ClearML's SDK writes them: `%`, `#`
 * and `?` are part of the key. Those of `https://` are percent-encoded, and a query (an old signature) is dropped.
 *
 * @param places entries whose hosts make plain http(s) URLs objects: `https://minio.local:9000/bucket/key`
 * @throws StorageUrlError
 */
export function parseStorageUrl(text: string, places: readonly Place[] = []): StoredObject {
  const object = readUrl(text, places);
  if (object.kind === 'web') throw new StorageUrlError('not_storage');
  return object;
}

/**
 * Tells objects of stores from URLs that need no signature.
 *
 * @param filesBase the address of the files door, such as `https://atrium.example.com/files`
 * @throws StorageUrlError for a path on some machine, or a text that is no URL
 */
export function classifyUrl(
  text: string,
  filesBase: string,
  places: readonly Place[] = [],
): StoredObject | WebUrl {
  const base = filesBase.replace(/\/+$/, '');
  if (base !== '' && text.startsWith(`${base}/`)) return { kind: 'web', href: text, door: true };
  return readUrl(text, places);
}

function readUrl(text: string, places: readonly Place[]): StoredObject | WebUrl {
  if (text.trim() === '') throw new StorageUrlError('empty');
  if (text.length > MOST_CHARACTERS) throw new StorageUrlError('too_long');
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(.*)$/is.exec(text);
  const scheme = parts?.[1]?.toLowerCase() ?? '';
  const [authority = '', rest = ''] = parts?.slice(2) ?? [];
  switch (scheme) {
    case 's3':
      return checked(readS3(authority, rest));
    case 'gs':
      return checked({ kind: 'gcs', host: '', account: '', bucket: authority, key: withoutSlashes(rest) });
    case 'azure':
      return checked(readAzure(authority, rest));
    case 'http':
    case 'https':
      return readWeb(text, scheme, places);
    default:
      throw new StorageUrlError(
        scheme === 'file' || /^([/~.]|[a-z]:\\)/i.test(text) ? 'local_file' : 'not_storage',
      );
  }
}

function readS3(authority: string, rest: string): StoredObject {
  const amazon = readAmazonHost(authority);
  if (amazon?.bucket)
    return { kind: 's3', host: '', account: '', bucket: amazon.bucket, key: withoutSlashes(rest) };
  if (amazon) return { kind: 's3', host: '', account: '', ...bucketAndKey(rest) };
  if (!hasPort(authority) && !authority.startsWith('[')) {
    return { kind: 's3', host: '', account: '', bucket: authority, key: withoutSlashes(rest) };
  }
  return { kind: 's3', host: authority.toLowerCase(), account: '', ...bucketAndKey(rest) };
}

/** Without an entry that says more, `.blob.` in the host tells an account's own host from an emulator's. */
function readAzure(authority: string, rest: string): StoredObject {
  const host = authority.toLowerCase().replace('.dfs.', '.blob.').replace(/:443$/, '');
  if (host.includes('.blob.')) {
    return { kind: 'azure', host, account: host.slice(0, host.indexOf('.')), ...bucketAndKey(rest) };
  }
  const { bucket: account, key } = bucketAndKey(rest);
  return { kind: 'azure', host, account, ...bucketAndKey(`/${key}`) };
}

function readWeb(text: string, scheme: 'http' | 'https', places: readonly Place[]): StoredObject | WebUrl {
  const [, authority = '', path = ''] = /^https?:\/\/([^/?#]*)([^?#]*)/i.exec(text) ?? [];
  const host = plainHost(authority, scheme);
  if (!isHost(host)) throw new StorageUrlError('bad_host');
  const found = readKnownHost(host, path) ?? readPlaces(`${scheme}://${host}`, path, places);
  return found ? checked({ ...found, scheme }) : { kind: 'web', href: text, door: false };
}

function readKnownHost(host: string, path: string): StoredObject | undefined {
  const amazon = readAmazonHost(host);
  if (amazon) {
    // Amazon takes a plus in a path for a space, and its console writes spaces so.
    const text = decoded(path.replaceAll('+', ' '));
    const place = amazon.bucket ? { bucket: amazon.bucket, key: text.slice(1) } : bucketAndKey(text, false);
    return { kind: 's3', host: '', account: '', ...place };
  }
  if (/\.(blob|dfs)\.(core\.[a-z.]+|storage\.azure\.net)$/.test(host)) {
    const own = host.replace('.dfs.', '.blob.');
    const account = own.slice(0, own.indexOf('.'));
    return { kind: 'azure', host: own, account, ...bucketAndKey(decoded(path), false) };
  }
  const google = readGoogle(host, path);
  return google && { kind: 'gcs', host: '', account: '', ...google };
}

function readGoogle(host: string, path: string): { bucket: string; key: string } | undefined {
  const inHost = /^(.+)\.storage\.googleapis\.com$/.exec(host)?.[1];
  if (inHost) return { bucket: inHost, key: decoded(path).slice(1) };
  if (host !== 'storage.googleapis.com' && host !== 'storage.cloud.google.com') return undefined;
  const json = /^(?:\/download)?\/storage\/v1\/b\/([^/]+)\/o\/([^/]+)$/.exec(path);
  if (json) return { bucket: decoded(json[1] ?? ''), key: decoded(json[2] ?? '') };
  return bucketAndKey(decoded(path), false);
}

function readPlaces(origin: string, path: string, places: readonly Place[]): StoredObject | undefined {
  for (const place of places) {
    if (originOf(place) !== origin) continue;
    const { kind, host } = place;
    const text = decoded(path);
    if (bucketInHost(place)) return { kind, host, account: '', bucket: place.bucket, key: text.slice(1) };
    if (!accountInPath(place)) return { kind, host, account: place.account, ...bucketAndKey(text, false) };
    const { bucket: account, key } = bucketAndKey(text, false);
    return { kind, host, account, ...bucketAndKey(`/${key}`, false) };
  }
  return undefined;
}

/** Splits `/bucket/key`. ClearML's SDK drops slashes at a raw key's beginning; in an encoded path they belong to it. */
function bucketAndKey(path: string, raw = true): { bucket: string; key: string } {
  const from = raw ? withoutSlashes(path) : path.slice(1);
  const end = from.indexOf('/');
  if (end < 0) return { bucket: from, key: '' };
  const key = from.slice(end + 1);
  return { bucket: from.slice(0, end), key: raw ? withoutSlashes(key) : key };
}

function withoutSlashes(text: string): string {
  return text.replace(/^\/+/, '');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new StorageUrlError('bad_escape');
  }
}

function checked(object: StoredObject): StoredObject {
  if (object.host !== '' && !isHost(object.host)) throw new StorageUrlError('bad_host');
  if (object.kind === 'azure' && object.account === '') throw new StorageUrlError('no_account');
  if (object.bucket === '') throw new StorageUrlError('no_bucket');
  if (!/^[\w$][\w.$-]*$/.test(object.bucket)) throw new StorageUrlError('bad_bucket');
  // Azure makes slashes of a key's backslashes when it stores the object.
  const key = object.kind === 'azure' ? object.key.replaceAll('\\', '/') : object.key;
  checkKey(key);
  return { ...object, key };
}

/** @throws StorageUrlError for a key that no link may be made for */
export function checkKey(key: string): void {
  if (/[\0\ud800-\udfff]/u.test(key)) throw new StorageUrlError('bad_text');
  if (/(^|\/)\.\.?(\/|$)/.test(key)) throw new StorageUrlError('dot_segments');
}

/**
 * Writes the URL of an object in the form of ClearML's SDK, whose keys are raw and whose hosts have their port. A key
 * that begins with a slash has no such form, since the SDK drops it; it gets the https form.
 */
export function writeStorageUrl(place: Place, key: string): string {
  if (key.startsWith('/')) return originOf(place) + pathOf(place, key);
  const { kind, host, account, bucket } = place;
  if (kind === 'gcs') return `gs://${bucket}/${key}`;
  if (kind === 's3') return `s3://${host === '' ? '' : `${hostWithPort(place)}/`}${bucket}/${key}`;
  const own = host || `${account}.blob.core.windows.net`;
  return `azure://${own}/${accountInPath(place) ? `${account}/` : ''}${bucket}/${key}`;
}
