import { readAmazonHost } from './amazon.ts';
import { meaningOfCode, type StoreErrorCode } from './answers/error-codes.ts';
import { childOf, readXml, textOf, type XmlElement } from './answers/xml.ts';
import type { Answer } from './ladder.ts';
import type { StoreKind } from './place.ts';

export interface ListedObject {
  key: string;
  size: number | null;
  /** ISO 8601. */
  modified: string | null;
}

/** One page of a listing, in the order of keys. */
export interface Listing {
  objects: ListedObject[];
  /** With a delimiter: what keys below it begin with. */
  folders: string[];
  /** What `signListing` takes as `after` for the next page. */
  next: string | null;
}

/** Reads what `signListing`'s link answered; undefined when it is no listing. */
export function readListing(kind: StoreKind, xml: string): Listing | undefined {
  const root = readXml(xml.replace(/^\ufeff/, ''));
  if (kind === 'azure') return root?.name === 'EnumerationResults' ? azureListing(root) : undefined;
  return root?.name === 'ListBucketResult' ? s3Listing(root) : undefined;
}

function s3Listing(root: XmlElement): Listing {
  const decode = textOf(root, 'EncodingType') === 'url' ? fromUrlEncoding : (text: string) => text;
  const contents = root.children.filter(({ name }) => name === 'Contents');
  const prefixes = root.children.filter(({ name }) => name === 'CommonPrefixes');
  return {
    objects: contents.map((item) => ({
      key: decode(textOf(item, 'Key')),
      size: numberOf(textOf(item, 'Size')),
      modified: timeOf(textOf(item, 'LastModified')),
    })),
    folders: prefixes.map((item) => decode(textOf(item, 'Prefix'))),
    next: textOf(root, 'NextContinuationToken') || null,
  };
}

function azureListing(root: XmlElement): Listing {
  const items = childOf(root, 'Blobs')?.children ?? [];
  const blobs = items.filter(({ name }) => name === 'Blob');
  const prefixes = items.filter(({ name }) => name === 'BlobPrefix');
  return {
    objects: blobs.map((item) => {
      const properties = childOf(item, 'Properties');
      return {
        key: azureName(item),
        size: numberOf(textOf(properties, 'Content-Length')),
        modified: timeOf(textOf(properties, 'Last-Modified')),
      };
    }),
    folders: prefixes.map(azureName),
    next: textOf(root, 'NextMarker') || null,
  };
}

/** Names that XML cannot hold come percent-encoded. */
function azureName(item: XmlElement): string {
  const name = childOf(item, 'Name');
  return name?.attributes.includes('Encoded="true"') ? fromUrlEncoding(name.text) : (name?.text ?? '');
}

function fromUrlEncoding(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function numberOf(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function timeOf(text: string): string | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

export interface StoreError {
  code: StoreErrorCode;
  /** The store's own code, such as `NoSuchBucket`; '' when it gave none. */
  store_code: string;
  /** The region that the store says is right. */
  region?: string;
  /** Where a redirect leads: a host, never a whole URL. */
  endpoint?: string;
  /** The store's clock. */
  server_time?: Date;
  /** The permission that Google names as missing. */
  permission?: string;
}

/** Reads why a store refused; undefined for an answer that is no refusal. Never holds the store's own sentences. */
export function readStoreError(answer: Answer): StoreError | undefined {
  if (answer.status >= 200 && answer.status < 300) return undefined;
  const header = headersOf(answer);
  const xml = readXml(answer.text.replace(/^\ufeff/, ''));
  const store_code = storeCode(xml, header('x-ms-error-code'), answer.text);
  const message = `${textOf(xml, 'Message')} ${textOf(xml, 'Details')} ${textOf(xml, 'AuthenticationErrorDetail')}`;
  const endpoint = textOf(xml, 'Endpoint') || hostIn(header('location'));
  const region =
    header('x-amz-bucket-region') ||
    textOf(xml, 'Region') ||
    regionIn(message) ||
    readAmazonHost(endpoint)?.region;
  const server_time = serverTime(answer);
  const permission = /does not have ([\w.]+) access|Permission '([\w.]+)' denied/.exec(message);
  return {
    code: meaning(store_code, answer, message, region),
    store_code,
    ...(region ? { region } : {}),
    ...(endpoint ? { endpoint } : {}),
    ...(server_time ? { server_time } : {}),
    ...(permission ? { permission: permission[1] ?? permission[2] ?? '' } : {}),
  };
}

/** The store's clock, from what it wrote into its answer or the header Date, which browsers show only if exposed. */
export function serverTime(answer: Answer): Date | undefined {
  const written =
    /<ServerTime>([^<]+)<\/ServerTime>/.exec(answer.text)?.[1] ??
    /Current \[([^\]]+)\]/.exec(answer.text)?.[1];
  const time = Date.parse(written ?? headersOf(answer)('date'));
  return Number.isNaN(time) ? undefined : new Date(time);
}

function headersOf({ headers }: Answer): (name: string) => string {
  const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => lower.get(name) ?? '';
}

function storeCode(xml: XmlElement | undefined, azure: string, text: string): string {
  if (azure !== '') return azure;
  if (xml?.name === 'Error') return textOf(xml, 'Code');
  // Google's other interface answers JSON; its reason is the nearest to a code.
  return /^\s*\{/.test(text) ? (/"reason":\s*"(\w+)"/.exec(text)?.[1] ?? '') : '';
}

function meaning(
  store_code: string,
  answer: Answer,
  message: string,
  region: string | undefined,
): StoreErrorCode {
  const known = meaningOfCode(store_code);
  if (isAboutTime(store_code, message)) return 'clock';
  // Emulators say of a wrong signature what Azure says of its firewall.
  if (known === 'firewall' && /failed to authenticate/i.test(message)) return 'wrong_secret';
  if (known === 'wrong_region') return region || answer.status < 400 ? 'wrong_region' : 'wrong_secret';
  if (known === 'denied' && /kms/i.test(message)) return 'kms_denied';
  // Azure's emulator says so of a wrong signature; Azure itself only of a firewall.
  if (known === 'firewall' && /failed to authenticate/i.test(message)) return 'wrong_secret';
  if (known) return known;
  return meaningOfStatus(answer);
}

/** Whether the link's time is what is wrong: it ended, or has not begun, by the store's clock. */
function isAboutTime(store_code: string, message: string): boolean {
  if (store_code === 'ExpiredToken') return /request (signature )?(has )?expired/i.test(message);
  return /request has expired|not yet valid|valid yet|not valid in the specified time frame/i.test(message);
}

function meaningOfStatus({ status, text, headers }: Answer): StoreErrorCode {
  if (status === 0 || (status >= 300 && status < 400)) return 'redirected';
  if (/HTTP request to an HTTPS server|plain HTTP request was sent to HTTPS port/i.test(text))
    return 'https_required';
  if (status === 429) return 'throttled';
  if (status >= 500) return 'store_failed';
  if (
    /<html|<!doctype html/i.test(text.slice(0, 2048)) &&
    !headersOf({ status, text, headers })('x-amz-request-id')
  ) {
    return 'not_a_store';
  }
  if (status === 401 || status === 403) return 'denied';
  return status === 404 ? 'no_such_key' : 'unexpected';
}

/** MinIO and Swift name the region in their sentence: `the region 'us-east-1' is wrong; expecting 'eu-west-1'`. */
function regionIn(message: string): string {
  return /expecting '([\w-]{1,64})'/.exec(message)?.[1] ?? '';
}

function hostIn(location: string): string {
  return /^https?:\/\/([^/?#]+)/i.exec(location)?.[1]?.toLowerCase() ?? '';
}
