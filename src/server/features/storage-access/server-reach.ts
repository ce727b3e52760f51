import { readAmazonHost } from '../../../storage/amazon.ts';
import type { Reach } from '../../../storage/ladder.ts';
import { originOf } from '../../../storage/origin.ts';
import type { Place } from '../../../storage/place.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { LISTING_LIMIT } from './listed-objects.ts';
import type { StoreClocks } from './store-clocks.ts';

/** Enough to tell what an object is. */
const BEGINNING = 64 * 1024;

interface Parts {
  guardedFetch: Pick<GuardedFetch, 'read'>;
  clocks: Pick<StoreClocks, 'note'>;
  /** The page's origin. */
  origin: string;
}

/** The server's way to one saved entry's host, and to no other. */
export function serverReach({ guardedFetch, clocks, origin }: Parts, place: Place): Reach {
  return {
    who: 'server',
    origin,
    now: () => new Date(),
    async send(request) {
      if (!leadsTo(place, request.url)) return { failed: 'forbidden_address', detail: 'not_of_entry' };
      const answer = await guardedFetch.read(request, isListing(request.url) ? LISTING_LIMIT : BEGINNING);
      if ('failed' in answer) return answer;
      const { status, headers, bytes } = answer;
      clocks.note(new URL(request.url).origin, headers.date);
      return { status, headers, text: bytes.toString('utf8'), bytes };
    },
  };
}

const isListing = (url: string) => /[?&](list-type=2|comp=list)(&|$)/.test(url);

/**
 * Whether a URL is of the entry's host: by either scheme, with the bucket in the path or in the host name, and at
 * Amazon in any region.
 */
export function leadsTo(place: Place, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { host, port, protocol } = new URL(url);
  if (place.kind === 's3' && place.host === '') {
    const bucket = protocol === 'https:' && port === '' ? readAmazonHost(host)?.bucket : undefined;
    return bucket === '' || (bucket !== undefined && bucket === place.bucket);
  }
  const same = (['http', 'https'] as const).flatMap((scheme) =>
    (['path', 'virtual'] as const).map((style) => originOf({ ...place, scheme, style })),
  );
  return same.some((origin) => new URL(origin).host === host);
}
