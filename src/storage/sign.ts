import { isInside } from './match.ts';
import { originOf, pathOf } from './origin.ts';
import type { Place, Secret } from './place.ts';
import { signAmazon } from './sign/amazon.ts';
import { appendSas, signAzure } from './sign/azure.ts';
import { signGoogle } from './sign/google.ts';
import type { SignRequest } from './sign/request.ts';
import { SigningError } from './sign/signing-error.ts';
import { checkKey } from './storage-url.ts';
import { StorageUrlError } from './storage-url-error.ts';

export interface ObjectRequest {
  method: 'GET' | 'HEAD' | 'DELETE';
  key: string;
  /** How long the link works; S3 and Google take at most seven days. */
  expires_s: number;
  /** The store's time: the browser's or server's own, corrected by what the store answered. */
  now: Date;
  /** Further parameters, signed too. */
  query?: Record<string, string>;
}

/**
 * A link to exactly one object inside the place's bucket and prefix. Keys derived or imported are kept as long as the
 * `secret` object itself, so pass the same one again.
 *
 * @throws SigningError, StorageUrlError
 */
export async function signUrl(place: Place, secret: Secret, request: ObjectRequest): Promise<string> {
  const { key } = request;
  if (key === '') throw new StorageUrlError('no_key');
  checkKey(key);
  if (!isInside(place.prefix, key)) throw new SigningError('outside_prefix');
  return await sign(place, secret, { query: {}, ...request });
}

export interface ListingRequest {
  /** What keys begin with; below the place's own prefix. */
  prefix: string;
  /** `next` of the page before. */
  after?: string;
  /** At most 1,000. */
  page_size: number;
  /** `/` answers folders instead of everything below them. */
  delimiter?: string;
  now: Date;
}

const LISTING_EXPIRES_S = 300;

/**
 * A link to one page of a listing; `readListing` (store-answers.ts) reads what it answers.
 *
 * @throws SigningError, StorageUrlError
 */
export async function signListing(place: Place, secret: Secret, request: ListingRequest): Promise<string> {
  const { now } = request;
  checkKey(request.prefix);
  if (!isInside(place.prefix, request.prefix)) throw new SigningError('outside_prefix');
  // Without its slash, `a/b` would list its neighbour `a/bc` too.
  const isWholeEntry = request.prefix === place.prefix && place.prefix !== '' && !place.prefix.endsWith('/');
  const prefix = isWholeEntry ? `${request.prefix}/` : request.prefix;
  const query = listingQuery(place.kind, { ...request, prefix });
  return await signBucket(place, secret, { query, expires_s: LISTING_EXPIRES_S, now });
}

function listingQuery(kind: Place['kind'], request: ListingRequest): Record<string, string> {
  const { prefix, after, page_size, delimiter } = request;
  const both = { ...(prefix ? { prefix } : {}), ...(delimiter ? { delimiter } : {}) };
  if (kind === 'azure') {
    const marker = after ? { marker: after } : {};
    return { restype: 'container', comp: 'list', maxresults: String(page_size), ...both, ...marker };
  }
  const token = after ? { 'continuation-token': after } : {};
  return { 'list-type': '2', 'encoding-type': 'url', 'max-keys': String(page_size), ...both, ...token };
}

/** A link to the bucket itself: a listing, or one of its properties. */
export async function signBucket(
  place: Place,
  secret: Secret,
  request: Pick<ObjectRequest, 'expires_s' | 'now'> & { query: Record<string, string> },
): Promise<string> {
  if (place.bucket === '') throw new StorageUrlError('no_bucket');
  return await sign(place, secret, { method: 'GET', key: '', ...request });
}

async function sign(place: Place, secret: Secret, request: Required<ObjectRequest>): Promise<string> {
  const { key, ...rest } = request;
  const own: SignRequest = { ...rest, origin: originOf(place), path: pathOf(place, key) };
  switch (place.kind) {
    case 's3':
      if (secret.type === 'keys') return await signAmazon(place.region, secret, own);
      break;
    case 'azure':
      if (secret.type === 'account_key') return await signAzure(place, secret, key, own);
      if (secret.type === 'sas') return appendSas(secret.sas, own);
      break;
    case 'gcs':
      if (secret.type === 'keys' || secret.type === 'service_account') return await signGoogle(secret, own);
      break;
  }
  throw new SigningError('wrong_secret_type');
}
