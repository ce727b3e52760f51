import type { Answer } from '../ladder.ts';
import { newestOf } from '../newest.ts';
import { hasScript, isShownImage, LARGEST_IMAGE_BYTES, promisedImage, sniff } from '../object-type.ts';
import type { ListedObject } from '../store-answers.ts';
import { broken, type Climb, type Finding, notNeeded, passed, placeFacts } from './climb.ts';
import { judgeSignature } from './signature.ts';
import { listingIn, type Tried } from './trial.ts';

/** The last rung: is the object there, and is it what its name says. */
export async function judgeObject(climb: Climb, first: Tried): Promise<Finding> {
  const { place, object, input } = climb;
  const listed = listingIn(place, first);
  if (listed && input.link === undefined) return await judgeNewest(climb, listed.objects);
  const facts = { ...placeFacts(place), key: object.key };
  if (first.failed) return broken(first.failed.failed, facts);
  if (first.error?.code === 'no_such_key') return await judgeMissing(climb, facts);
  if (first.error) return broken(first.error.code, facts);
  return judgeContent(object.key, first.answer, facts);
}

/** A prefix is tried by its newest object: whether it may be read, and what it is. */
async function judgeNewest(climb: Climb, objects: readonly ListedObject[]): Promise<Finding> {
  const newest = newestOf(objects);
  if (!newest) return notNeeded('empty_bucket');
  const object = { ...climb.object, key: newest.key };
  const own = { ...climb, object };
  const tried = await climb.trial.object(climb.place, newest.key);
  const signature = await judgeSignature(own, tried);
  return signature.state === 'broken' ? signature : await judgeObject(own, tried);
}

/** Looks for the key that was meant: another case, or the same with its escapes read. */
async function judgeMissing(climb: Climb, facts: Record<string, string>): Promise<Finding> {
  const { place, object, trial } = climb;
  const folder = object.key.slice(0, object.key.lastIndexOf('/') + 1);
  const isInside = folder.startsWith(place.prefix);
  const tried = isInside
    ? await trial.listing(place, folder, { page_size: 1000, delimiter: '/' })
    : undefined;
  const listed = tried ? (listingIn(place, tried)?.objects ?? []) : [];
  const near = listed.find(({ key }) => key !== object.key && plain(key) === plain(object.key))?.key;
  return broken('no_such_key', { ...facts, ...(near ? { near } : {}) });
}

function plain(key: string): string {
  let decoded = key;
  try {
    decoded = decodeURIComponent(key);
  } catch {
    // A key with a bare percent sign is compared as it is.
  }
  return decoded.normalize('NFC').toLowerCase();
}

function judgeContent(key: string, answer: Answer, facts: Record<string, string>): Finding {
  const header = (name: string) =>
    Object.entries(answer.headers).find(([one]) => one.toLowerCase() === name)?.[1] ?? '';
  const size = Number(
    /\/(\d+)$/.exec(header('content-range'))?.[1] ?? (header('content-length') || Number.NaN),
  );
  const type = sniff(answer);
  const promised = promisedImage(key) ?? (header('content-type').startsWith('image/') ? 'png' : undefined);
  const own = {
    ...facts,
    content_type: header('content-type').slice(0, 100),
    found_type: type,
    ...(Number.isNaN(size) ? {} : { size: String(size) }),
  };
  if (answer.text === '' && (size === 0 || Number.isNaN(size))) return broken('empty_object', own);
  if (promised === undefined) return passed('readable', own);
  if (type === 'tiff') return broken('image_not_shown', own);
  if (!isShownImage(type)) return broken('not_an_image', own);
  if (size > LARGEST_IMAGE_BYTES) return broken('too_large', own);
  if (type === 'svg' && hasScript(answer.text)) return passed('svg_with_script', own);
  return passed('readable', own);
}
