import type { StoreErrorCode } from '../answers/error-codes.ts';
import { SigningError } from '../sign/signing-error.ts';
import { signListing, signUrl } from '../sign.ts';
import { StorageUrlError } from '../storage-url-error.ts';
import { broken, type Climb, type Finding, passed, placeFacts } from './climb.ts';
import { whereItLeads } from './network.ts';
import { listingIn, type Tried } from './trial.ts';

/** What can be said of a secret without asking the store. */
export async function checkSecret(climb: Climb): Promise<Finding | undefined> {
  const { place, object, input, reach } = climb;
  const { secret } = input;
  if (!secret) return undefined;
  if (secret.type === 'sas') return checkSas(secret.sas, climb);
  const now = reach.now();
  try {
    if (isListing(climb)) await signListing(place, secret, { prefix: object.key, page_size: 1, now });
    else await signUrl(place, secret, { method: 'GET', key: object.key, expires_s: 60, now });
    return undefined;
  } catch (error) {
    if (!(error instanceof SigningError || error instanceof StorageUrlError)) throw error;
    return broken(error.code, placeFacts(place));
  }
}

/** Whether the URL names a prefix rather than an object: then a listing is what is tried. */
export function isListing({ object, input }: Climb): boolean {
  const { key } = object;
  if (input.link !== undefined) return false;
  return key === '' || key.endsWith('/') || (input.entry !== undefined && key === input.entry.prefix);
}

function checkSas(sas: string, climb: Climb): Finding | undefined {
  const { place, reach } = climb;
  const parameters = new URLSearchParams(sas.trim().replace(/^[?&]+/, ''));
  const facts = { ...placeFacts(place), type: 'sas' };
  const ends = Date.parse(parameters.get('se') ?? '');
  const begins = Date.parse(parameters.get('st') ?? '');
  const now = reach.now().getTime();
  if (!parameters.get('sig')) return broken('sas_incomplete', facts);
  if (ends <= now) return broken('sas_expired', { ...facts, expired: new Date(ends).toISOString() });
  if (begins > now + 300_000)
    return broken('sas_not_yet', { ...facts, begins: new Date(begins).toISOString() });
  const permissions = parameters.get('sp') ?? '';
  // A stored access policy (si) names the permissions on the server.
  if (!parameters.has('si') && !permissions.includes('r'))
    return broken('sas_denied', { ...facts, action: 'r' });
  if (parameters.get('spr') === 'https' && place.scheme === 'http') return broken('sas_protocol', facts);
  return undefined;
}

/** The object is what they are about; the signature was right, or was not looked at yet. */
const ABOUT_THE_OBJECT = new Set<StoreErrorCode>(['no_such_key', 'no_such_bucket', 'archived']);

/** The fifth rung: does the store accept the signature, and with which region, clock and permissions. */
export async function judgeSignature(climb: Climb, first: Tried): Promise<Finding> {
  const { place, trial, input } = climb;
  const type = input.secret?.type ?? 'link';
  const isSas = type === 'sas';
  const facts = { ...placeFacts(place), type };
  if (first.failed) return broken(first.failed.failed, { ...facts, detail: first.failed.detail });
  const { error } = first;
  if (!error || ABOUT_THE_OBJECT.has(error.code)) {
    if (isListing(climb) && !error && !listingIn(place, first)) return broken('not_a_store', facts);
    const skew_s = Math.round(trial.skew_ms / 1000);
    return skew_s === 0
      ? passed('accepted', facts)
      : passed('clock_corrected', { ...facts, skew_s: String(skew_s) });
  }
  if (input.through_door && climb.reach.who === 'browser') return broken('door_refused', facts);
  const own = { ...facts, ...(error.store_code ? { store_code: error.store_code } : {}) };
  const redirect = whereItLeads(first, own);
  if (redirect) return redirect;
  switch (error.code) {
    case 'wrong_region':
      return await judgeRegion(climb, error.region, own);
    case 'denied':
      return await judgePermission(climb, error.permission, own);
    case 'clock':
      return isSas
        ? broken('sas_expired', own)
        : broken('clock', { ...own, now: climb.reach.now().toISOString() });
    case 'wrong_secret':
      return isSas ? broken('bad_sas', own) : broken('wrong_secret', own);
    default:
      return broken(error.code, own);
  }
}

async function judgeRegion(
  climb: Climb,
  found: string | undefined,
  facts: Record<string, string>,
): Promise<Finding> {
  if (!found || found === climb.place.region) return broken('wrong_region', facts);
  const place = { ...climb.place, region: found };
  const again = await tryAt({ ...climb, place });
  // Only a region that the store then takes is offered as the cure.
  const isRight = again.answer !== undefined && again.error?.code !== 'wrong_region';
  return broken('wrong_region', isRight ? { ...facts, found } : facts);
}

/** Names the permission that is missing. */
async function judgePermission(
  climb: Climb,
  named: string | undefined,
  facts: Record<string, string>,
): Promise<Finding> {
  const { place, trial, object } = climb;
  const listing = isListing(climb);
  const action = named ?? actionOf(place.kind, listing);
  if (listing || place.kind !== 's3') return broken('denied', { ...facts, action });
  const list = await trial.listing(place, object.key, { page_size: 1 });
  // Without the right to list, Amazon answers "denied" for objects that do not exist, too.
  const mayBeMissing = list === undefined || list.error?.code === 'denied';
  return broken(mayBeMissing ? 'denied_or_missing' : 'denied', { ...facts, action });
}

function actionOf(kind: Climb['place']['kind'], listing: boolean): string {
  if (kind === 's3') return listing ? 's3:ListBucket' : 's3:GetObject';
  if (kind === 'gcs') return listing ? 'storage.objects.list' : 'storage.objects.get';
  return listing ? 'l' : 'r';
}

/** The request that the ladder is about: the object itself, or the listing below a prefix. */
export async function tryAt(climb: Climb): Promise<Tried> {
  const { trial, place, object } = climb;
  if (!isListing(climb)) return await trial.object(place, object.key);
  return (await trial.listing(place, object.key, { page_size: 200 })) ?? (await trial.object(place, ''));
}
