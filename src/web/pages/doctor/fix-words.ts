import type { Place } from '../../../storage/place.ts';

const STYLES = { path: 'bucket in the path', virtual: 'bucket in the host name' } as const;

/** A change of an entry in words: "region eu-west-1, bucket in the path". */
export function fixWords({ scheme, host, account, bucket, prefix, region, style }: Partial<Place>): string {
  return [
    scheme,
    host && `host ${host}`,
    account && `account ${account}`,
    bucket && `bucket ${bucket}`,
    prefix && `prefix ${prefix}`,
    region === '' ? 'no region' : region && `region ${region}`,
    style && STYLES[style],
  ]
    .filter(Boolean)
    .join(', ');
}
