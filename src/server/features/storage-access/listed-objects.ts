import type { ResponseOf } from '../../../contract/contract.ts';
import { originOf } from '../../../storage/origin.ts';
import type { Secret } from '../../../storage/place.ts';
import { signListing } from '../../../storage/sign.ts';
import { writeStorageUrl } from '../../../storage/storage-url.ts';
import { type Listing, readListing } from '../../../storage/store-answers.ts';
import type { FoundObject } from './find-object.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { noAnswer, refusal } from './storage-problem.ts';
import type { StoreClocks } from './store-clocks.ts';

/** A page of 1,000 keys of 1,024 bytes, each percent-encoded, and what stands around them. */
export const LISTING_LIMIT = 8 * 1024 * 1024;

interface Parts {
  guardedFetch: Pick<GuardedFetch, 'read'>;
  clocks: StoreClocks;
}

/**
 * One page of the objects below a key, in the order of their keys.
 * @throws WireError 400/910 when the store gives no listing
 */
export async function listObjects(
  { guardedFetch, clocks }: Parts,
  { place, key }: Pick<FoundObject, 'place' | 'key'>,
  secret: Secret,
  page: { after?: string; page_size: number },
): Promise<ResponseOf<'storage_access.get_objects'>> {
  const origin = originOf(place);
  const url = await signListing(place, secret, { prefix: key, now: clocks.now(origin), ...page });
  const answer = await guardedFetch.read({ url, method: 'GET' }, LISTING_LIMIT);
  if ('failed' in answer) throw noAnswer(answer);
  clocks.note(origin, answer.headers.date);
  const listing = answer.cut ? undefined : listingOf(place.kind, answer.status, answer.bytes);
  if (!listing) throw refusal(answer);
  return {
    objects: listing.objects.map((object) => ({ ...object, url: writeStorageUrl(place, object.key) })),
    next: listing.next,
  };
}

function listingOf(kind: FoundObject['place']['kind'], status: number, bytes: Buffer): Listing | undefined {
  return status === 200 ? readListing(kind, bytes.toString('utf8')) : undefined;
}
