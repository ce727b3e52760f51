import type { Answer } from '../ladder.ts';
import { isInside } from '../match.ts';
import { newestOf } from '../newest.ts';
import { hasScript, isShownImage, LARGEST_IMAGE_BYTES, promisedImage, sniff } from '../object-type.ts';
import { broken, type Climb, type Finding, notNeeded, passed, placeFacts } from './climb.ts';
import { isListing, judgeSignature } from './signature.ts';
import { listingIn, type Tried } from './trial.ts';

/** The object that stands for a prefix, and what came of getting it. */
export interface Sample {
  key: string;
  tried: Tried;
}

/** A prefix is tried by its newest object; undefined when there is none, or no listing. */
export async function getSample(climb: Climb, first: Tried): Promise<Sample | undefined> {
  const listed = isListing(climb) ? listingIn(climb.place, first) : undefined;
  const key = newestOf(listed?.objects ?? [])?.key;
  return key === undefined ? undefined : { key, tried: await climb.trial.object(climb.place, key) };
}

/** The last rung: is the object there, and is it what its name says. */
export async function judgeObject(climb: Climb, first: Tried, sample?: Sample): Promise<Finding> {
  const { place, object } = climb;
  if (sample) return await judgeSample(climb, sample);
  if (isListing(climb) && listingIn(place, first)) return notNeeded('empty_bucket');
  const facts = { ...placeFacts(place), key: object.key };
  if (first.failed) return broken(first.failed.failed, facts);
  if (first.error?.code === 'no_such_key') return await judgeMissing(climb, facts);
  if (first.error) return broken(first.error.code, facts);
  return judgeContent(object.key, first.answer, facts);
}

async function judgeSample(climb: Climb, { key, tried }: Sample): Promise<Finding> {
  const own = { ...climb, object: { ...climb.object, key } };
  const signature = await judgeSignature(own, tried);
  if (signature.state === 'broken') return signature;
  if (!tried.answer || tried.error) return await judgeObject(own, tried);
  // What somebody stored under that name says nothing against the entry.
  return passed('readable', judgeContent(key, tried.answer, { ...placeFacts(climb.place), key }).facts);
}

/** Looks for the key that was meant: another case, or the same with its escapes read. */
async function judgeMissing(climb: Climb, facts: Record<string, string>): Promise<Finding> {
  const { place, object, trial } = climb;
  const folder = object.key.slice(0, object.key.lastIndexOf('/') + 1);
  const tried = isInside(place.prefix, folder)
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
