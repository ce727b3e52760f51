import type { Place } from '../../src/storage/place.ts';

/** A place on a MinIO of somebody's own. */
export const placeS3: Place = {
  kind: 's3',
  scheme: 'https',
  host: 'minio.example.org:9000',
  account: '',
  bucket: 'samples',
  prefix: '',
  region: 'us-east-1',
  style: 'path',
};

export const SECRET_KEYS = {
  type: 'keys',
  key: 'AKEXAMPLE',
  secret: 'the-secret-key',
  token: 'the-token',
} as const;

/** A place on Azure for a whole account. */
export const placeAzure: Place = {
  ...placeS3,
  kind: 'azure',
  host: 'samples.blob.core.windows.net',
  account: 'samples',
  bucket: '',
  region: '',
};

/** The passphrase's lock as a browser would make it. */
export const LOCK = {
  version: 0,
  salt: 'c2FsdA==',
  rounds: 600_000,
  nonce: 'bm9uY2U=',
  wrapped: 'd3JhcHBlZA==',
};
