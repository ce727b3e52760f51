import type { Reach } from './ladder.ts';
import { LARGEST_IMAGE_BYTES, promisedImage } from './object-type.ts';
import type { Place, Secret } from './place.ts';
import type { ListedObject } from './store-answers.ts';
import { listingIn, Trial } from './walk/trial.ts';

const PAGES = 5;
const PAGE_SIZE = 1000;

/** The newest object below an entry's prefix, among its first 5,000; undefined when nothing can be listed. */
export async function findNewest(
  reach: Reach,
  place: Place,
  secret: Secret,
): Promise<ListedObject | undefined> {
  const trial = new Trial(reach, secret, undefined);
  let newest: ListedObject | undefined;
  let after: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const tried = await trial.listing(place, place.prefix, {
      page_size: PAGE_SIZE,
      ...(after ? { after } : {}),
    });
    const listing = tried && listingIn(place, tried);
    if (!listing) return newest;
    newest = newestOf(newest ? [newest, ...listing.objects] : listing.objects);
    if (listing.next === null) return newest;
    after = listing.next;
  }
  return newest;
}

/** The newest of some objects, an image if there is one: that is what a thumbnail can be made of. */
export function newestOf(objects: readonly ListedObject[]): ListedObject | undefined {
  const files = objects.filter(({ key, size }) => !key.endsWith('/') && size !== 0);
  const images = files.filter(({ key, size }) => promisedImage(key) && (size ?? 0) <= LARGEST_IMAGE_BYTES);
  const among = images.length > 0 ? images : files;
  return among.reduce<ListedObject | undefined>(
    (best, one) => (best && (best.modified ?? '') >= (one.modified ?? '') ? best : one),
    undefined,
  );
}
