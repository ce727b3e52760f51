import type { Place } from '../../../storage/place.ts';

/** Only what says where objects lie, of anything that holds it. */
export function placeOf(entry: Place): Place {
  const { kind, scheme, host, account, bucket, prefix, region, style } = entry;
  return { kind, scheme, host, account, bucket, prefix, region, style };
}

/** Whether two entries would match the same objects. */
export function isSamePlace(a: Place, b: Place): boolean {
  return isSameStore(a, b) && a.bucket === b.bucket && a.prefix === b.prefix;
}

/** Whether a secret for one would be sent to the same server, for the same account, by the other. */
export function isSameStore(a: Place, b: Place): boolean {
  return a.kind === b.kind && a.scheme === b.scheme && a.host === b.host && a.account === b.account;
}
