import type { Answer, Reach } from '../../storage/ladder.ts';
import { originOf } from '../../storage/origin.ts';
import type { Place, Secret } from '../../storage/place.ts';
import { signListing, signUrl } from '../../storage/sign.ts';
import { writeStorageUrl } from '../../storage/storage-url.ts';
import { readListing, readStoreError, serverTime } from '../../storage/store-answers.ts';
import { KeyError, type ObjectName, type Signed, type StoredFile } from './worker-protocol.ts';

/** How long a link works. */
export const LINK_S = 600;
const PAGE = 500;
/** A clock that differs by less counts as right. */
const SKEW_MS = 30_000;

/** The stores' clocks beside this machine's, as far as stores have told them; by origin. */
export function createClocks(now: () => number) {
  const ahead = new Map<string, number>();
  return {
    /** The time at a store. */
    at: (place: Place) => new Date(now() + (ahead.get(originOf(place)) ?? 0)),
    /** Learns from an answer; true when the store's clock turns out to be another. */
    learn(place: Place, answer: Answer): boolean {
      const theirs = serverTime(answer)?.getTime();
      if (theirs === undefined) return false;
      const origin = originOf(place);
      const before = ahead.get(origin) ?? 0;
      const found = theirs - now();
      if (Math.abs(found - before) < SKEW_MS) return false;
      ahead.set(origin, found);
      return true;
    },
  };
}

type Clocks = ReturnType<typeof createClocks>;

/** The place of an object; an entry of a whole Azure account leaves the container open. */
const within = (place: Place, { bucket }: Pick<ObjectName, 'bucket'>): Place => ({ ...place, bucket });

/** Links to objects, in their order. @throws SigningError, StorageUrlError */
export function signObjects(
  place: Place,
  secret: Secret,
  clocks: Clocks,
  { objects, method }: { objects: readonly ObjectName[]; method: 'GET' | 'HEAD' },
): Promise<Signed[]> {
  const now = clocks.at(place);
  const ends_at_ms = secret.type === 'sas' ? null : Date.now() + LINK_S * 1000;
  return Promise.all(
    objects.map(async (object) => ({
      href: await signUrl(within(place, object), secret, {
        method,
        key: object.key,
        expires_s: LINK_S,
        now,
      }),
      ends_at_ms,
    })),
  );
}

/** Asks for an object and learns the store's time from the answer. */
export async function checkObject(
  place: Place,
  secret: Secret,
  clocks: Clocks,
  reach: Reach,
  object: ObjectName,
): Promise<void> {
  const [link] = await signObjects(place, secret, clocks, { objects: [object], method: 'GET' });
  if (!link) return;
  const answer = await reach.send({ url: link.href, method: 'GET' });
  if (!('failed' in answer)) clocks.learn(place, answer);
}

interface Page {
  objects: StoredFile[];
  next: string | null;
}

/**
 * One page of what lies below a prefix; once more with the store's own time when that is what it refused.
 * @throws KeyError with the store's reason
 */
export async function listObjectsOf(
  place: Place,
  secret: Secret,
  clocks: Clocks,
  reach: Reach,
  { prefix, after }: { prefix: string; after?: string | undefined },
): Promise<Page> {
  const ask = async () =>
    reach.send({
      method: 'GET',
      url: await signListing(place, secret, {
        prefix,
        page_size: PAGE,
        now: clocks.at(place),
        ...(after !== undefined && { after }),
      }),
    });
  let answer = await ask();
  if (!('failed' in answer) && clocks.learn(place, answer)) answer = await ask();
  if ('failed' in answer) throw new KeyError('unreachable', answer.failed);
  const listing = readListing(place.kind, answer.text);
  if (!listing) throw new KeyError('refused', readStoreError(answer)?.code ?? 'unexpected');
  return {
    next: listing.next,
    objects: listing.objects.map((object) => ({ ...object, url: writeStorageUrl(place, object.key) })),
  };
}
