import type { StoreErrorCode } from '../../../storage/answers/error-codes.ts';
import type { Answer } from '../../../storage/ladder.ts';
import type { Place } from '../../../storage/place.ts';
import { readStoreError } from '../../../storage/store-answers.ts';
import type { Reason } from './reasons.ts';

/** `later`: trying again may help. */
export type Outcome = { state: 'deleted' } | { state: 'failed' | 'later'; code: Reason };

const failed = (code: Reason): Outcome => ({ state: 'failed', code });
const later = (code: Reason): Outcome => ({ state: 'later', code });

const MEANINGS: Readonly<Record<StoreErrorCode, Outcome>> = {
  no_such_key: { state: 'deleted' },
  wrong_secret: failed('bad_credentials'),
  unknown_key: failed('bad_credentials'),
  expired_token: failed('bad_credentials'),
  bad_token: failed('bad_credentials'),
  clock: failed('clock'),
  sas_denied: failed('access_denied'),
  sas_protocol: failed('access_denied'),
  denied: failed('access_denied'),
  kms_denied: failed('access_denied'),
  requester_pays: failed('access_denied'),
  firewall: failed('firewall'),
  account_closed: failed('account_closed'),
  wrong_region: failed('wrong_region'),
  redirected: failed('wrong_region'),
  no_such_bucket: failed('no_such_bucket'),
  archived: failed('refused'),
  unexpected: failed('refused'),
  https_required: failed('https_required'),
  not_a_store: failed('not_a_store'),
  throttled: later('store_busy'),
  store_failed: later('store_busy'),
};

/** Codes of stores that keep an object although the credentials may delete. */
const KEPT =
  /^(ObjectLocked|ObjectUnderActiveHold|RetentionPolicyNotMet|BlobImmutableDueToPolicy|LeaseIdMissing)$/;

/** What an answer to a DELETE says. Only a store can say that an object is not there: any server answers 404. */
export function judge(answer: Answer): Outcome {
  const { status } = answer;
  if (status === 200 || status === 202 || status === 204)
    return isPage(answer) ? failed('not_a_store') : { state: 'deleted' };
  const error = readStoreError(answer);
  if (!error) return failed('refused');
  if (KEPT.test(error.store_code) || status === 409 || status === 412) return failed('locked');
  if (status === 404 && error.store_code === '') return failed('not_a_store');
  if (status === 408) return later('store_busy');
  return MEANINGS[error.code];
}

const isPage = ({ text }: Answer) => /<html|<!doctype html/i.test(text.slice(0, 2048));

/** How the next request is signed, and what of that a store has corrected already. */
export interface Signing {
  place: Place;
  /** Milliseconds that the store's clock is ahead of ours. */
  ahead_ms: number;
  corrected: readonly ('region' | 'clock')[];
}

/** The same with the region or the time that the store says is right; undefined when it said nothing new. */
export function correctionOf({ place, ahead_ms, corrected }: Signing, answer: Answer): Signing | undefined {
  const { code, region = '', server_time } = readStoreError(answer) ?? {};
  const isRegion = /^[a-z0-9-]{1,64}$/.test(region) && region !== place.region;
  if (place.kind === 's3' && isRegion && !corrected.includes('region') && code === 'wrong_region')
    return { place: { ...place, region }, ahead_ms, corrected: [...corrected, 'region'] };
  if (code === 'clock' && server_time && !corrected.includes('clock'))
    return { place, ahead_ms: server_time.getTime() - Date.now(), corrected: [...corrected, 'clock'] };
  return undefined;
}
