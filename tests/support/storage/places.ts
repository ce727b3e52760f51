import type { Place } from '../../../src/storage/place.ts';

/** A bucket of Amazon S3. */
export const AMAZON: Place = {
  kind: 's3',
  scheme: 'https',
  host: '',
  account: '',
  bucket: 'samples',
  prefix: '',
  region: 'eu-central-1',
  style: 'virtual',
};

/** A bucket of a store of one's own. */
export const MINIO: Place = {
  ...AMAZON,
  scheme: 'http',
  host: 'minio.local:9000',
  region: 'us-east-1',
  style: 'path',
};

export const AZURE: Place = {
  ...AMAZON,
  kind: 'azure',
  host: 'sampleaccount.blob.core.windows.net',
  account: 'sampleaccount',
  region: '',
};

/** An emulator, which has the account in the path. */
export const AZURITE: Place = {
  ...AZURE,
  scheme: 'http',
  host: '127.0.0.1:10000',
  account: 'devstoreaccount1',
  style: 'path',
};

export const GOOGLE: Place = { ...AMAZON, kind: 'gcs', region: '', style: 'path' };
