import type { Answer, NoAnswer } from '../../../storage/ladder.ts';
import { matchEntry, placeOf } from '../../../storage/match.ts';
import type { Place, Secret } from '../../../storage/place.ts';
import { SigningError } from '../../../storage/sign/signing-error.ts';
import { signUrl } from '../../../storage/sign.ts';
import { parseStorageUrl } from '../../../storage/storage-url.ts';
import { StorageUrlError } from '../../../storage/storage-url-error.ts';
import type { CleanupKey } from './cleanup-keys.ts';
import { codeOf } from './deletions.ts';
import { correctionOf, judge, type Outcome, type Signing } from './judge-answer.ts';
import type { Reason } from './reasons.ts';

/** Sends one request to a store, within the rules for what the server may call; follows no redirect. */
export type SendToStore = (request: {
  url: string;
  method: 'DELETE';
  headers: Record<string, string>;
}) => Promise<Answer | { failed: NoAnswer; detail: string }>;

interface Target {
  place: Place;
  secret: Secret;
  key: string;
}

/** Without it Azure keeps a blob that has snapshots. */
const HEADERS = { s3: {}, gcs: {}, azure: { 'x-ms-delete-snapshots': 'include' } } as const;

const LINK_LIVES_S = 300;

/** After these the next credentials may still do: the first ones are not for this object after all. */
const OTHERS_MAY_DO: readonly Reason[] = [
  'access_denied',
  'bad_credentials',
  'firewall',
  'no_such_bucket',
  'wrong_region',
];

/**
 * Deletes the object that a URL names with the first credentials that may; one that is not there counts as deleted.
 * @param sets credentials in the order they are tried: the requester's own, the workspace's
 */
export async function deleteObject(
  send: SendToStore,
  sets: readonly (readonly CleanupKey[])[],
  url: string,
): Promise<Outcome> {
  const targets = targetsOf(sets, url);
  if ('state' in targets) return targets;
  let last: Outcome = { state: 'failed', code: 'no_credentials' };
  for (const target of targets) {
    last = await deleteAt(send, target);
    if (last.state !== 'failed' || !OTHERS_MAY_DO.includes(last.code)) return last;
  }
  return last;
}

/** The object as each set of credentials reads the URL: only they tell a host from a bucket. */
function targetsOf(sets: readonly (readonly CleanupKey[])[], url: string): Target[] | Outcome {
  try {
    const object = parseStorageUrl(url, sets.flat());
    if (object.key === '') return { state: 'failed', code: 'no_key' };
    return sets.flatMap((keys) => {
      const { entry, object: read } = matchEntry(object, keys);
      // What looked like a bucket may be a host, and the key the bucket: nothing is left that may be deleted.
      if (!entry || read.key === '') return [];
      return [{ place: placeOf(entry, read), secret: entry.secret, key: read.key }];
    });
  } catch (error) {
    if (error instanceof StorageUrlError) return { state: 'failed', code: codeOf(error) };
    throw error;
  }
}

/** One try with one set of credentials, signed anew where the store says its region or its time. */
async function deleteAt(send: SendToStore, { place, secret, key }: Target): Promise<Outcome> {
  let signing: Signing = { place, ahead_ms: 0, corrected: [] };
  for (;;) {
    const url = await signedUrl(signing, secret, key);
    if (url === undefined) return { state: 'failed', code: 'bad_credentials' };
    const answer = await send({ url, method: 'DELETE', headers: HEADERS[place.kind] });
    if ('failed' in answer) return unanswered(answer.failed);
    const better = correctionOf(signing, answer);
    if (!better) return judge(answer);
    signing = better;
  }
}

/** Undefined when the secret is not what its kind of store signs with. */
async function signedUrl({ place, ahead_ms }: Signing, secret: Secret, key: string) {
  const now = new Date(Date.now() + ahead_ms);
  try {
    return await signUrl(place, secret, { method: 'DELETE', key, expires_s: LINK_LIVES_S, now });
  } catch (error) {
    if (error instanceof SigningError) return undefined;
    throw error;
  }
}

const NETWORK: Readonly<Record<NoAnswer, Outcome>> = {
  forbidden_address: { state: 'failed', code: 'forbidden_address' },
  name_unknown: { state: 'later', code: 'name_unknown' },
  refused: { state: 'later', code: 'no_connection' },
  unreachable: { state: 'later', code: 'no_connection' },
  tls: { state: 'later', code: 'tls' },
  timeout: { state: 'later', code: 'timeout' },
  mixed_content: { state: 'failed', code: 'refused' },
  cors: { state: 'failed', code: 'refused' },
};

const unanswered = (why: NoAnswer): Outcome => NETWORK[why];
