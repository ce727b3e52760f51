import type { StoreKind } from '../../../src/storage/place.ts';

/** How a host may be typed into an entry, and how URLs of the same host may name it. */
interface Spelling {
  typed: string;
  named: string;
  /** Where the host does not say it. */
  region?: string;
  /** Azure's account, typed beside the host. */
  account?: string;
  /** Left empty where the typed host says it. */
  bucket?: string;
}

/**
 * One part of the table: every spelling is tried with every form of URL and every custody. In all texts {port},
 * {bucket} and {account} stand for the store's own, {named} for the spelling's, {key} for the key as it is and {path}
 * for the key percent-encoded.
 */
export interface UrlTable {
  title: string;
  kind: StoreKind;
  /** Each of them verifies every row. */
  stores: readonly ('s3rver' | 'Swift' | 'azurite' | 'azurite, https' | 'GCS')[];
  spellings: readonly Spelling[];
  forms: readonly string[];
}

const same = (...hosts: string[]): Spelling[] => hosts.map((host) => ({ typed: host, named: host }));

const OWN_HOSTS: Spelling[] = [
  ...same('127.0.0.1:{port}', 'localhost:{port}', '[::1]:{port}', 'minio:9000'),
  { typed: 'http://127.0.0.1:{port}', named: '127.0.0.1:{port}' },
  { typed: 'http://127.0.0.1:{port}/', named: '127.0.0.1:{port}' },
  { typed: 'http://127.0.0.1:{port}/{bucket}', named: '127.0.0.1:{port}', bucket: '' },
  { typed: ' LOCALHOST:{port} ', named: 'localhost:{port}' },
  { typed: 'http://minio.test', named: 'minio.test:80' },
  { typed: 'minio.test:80', named: 'minio.test:80' },
];

/** A name with dots is taken to speak https until a test finds otherwise. */
const OWN_HOSTS_BY_TLS: Spelling[] = [
  { typed: 'minio.test:9000', named: 'minio.test:9000' },
  { typed: 'minio.test', named: 'minio.test:443' },
  { typed: 'https://minio.test', named: 'Minio.test' },
  { typed: 'https://minio.test:443', named: 'minio.test' },
  { typed: 'minio.test:443', named: 'minio.test:443' },
  { typed: 'https://minio.test:9000', named: 'minio.test:9000' },
];

const AMAZON: Spelling[] = [
  { typed: '', named: '', region: 'eu-central-1' },
  { typed: 's3.amazonaws.com', named: '', region: 'eu-central-1' },
  { typed: 's3.eu-central-1.amazonaws.com', named: '' },
  { typed: 'https://s3.eu-central-1.amazonaws.com/', named: '' },
  { typed: 's3-eu-central-1.amazonaws.com', named: '' },
  { typed: '{bucket}.s3.eu-central-1.amazonaws.com', named: '', bucket: '' },
  { typed: 'https://{bucket}.s3.amazonaws.com', named: '', region: 'eu-central-1' },
];

const EMULATORS: Spelling[] = [
  { typed: '127.0.0.1:{port}', named: '127.0.0.1:{port}', account: '{account}' },
  { typed: '127.0.0.1:{port}/{account}', named: '127.0.0.1:{port}' },
  { typed: 'http://127.0.0.1:{port}/{account}/', named: '127.0.0.1:{port}' },
  { typed: 'http://127.0.0.1:{port}/{account}/{bucket}', named: '127.0.0.1:{port}', bucket: '' },
  { typed: 'LOCALHOST:{port}', named: 'localhost:{port}', account: '{account}' },
];

const EMULATOR_FORMS = [
  'azure://{named}/{account}/{bucket}/{key}',
  'http://{named}/{account}/{bucket}/{path}',
];

/** Every form of URL with every spelling of a host that it can name. */
export const URL_TABLES: readonly UrlTable[] = [
  {
    title: 'S3 on a host of its own, http',
    kind: 's3',
    stores: ['s3rver', 'Swift'],
    spellings: OWN_HOSTS,
    forms: ['s3://{named}/{bucket}/{key}', 'http://{named}/{bucket}/{path}'],
  },
  {
    title: 'S3 on a host of its own, https',
    kind: 's3',
    stores: ['s3rver', 'Swift'],
    spellings: OWN_HOSTS_BY_TLS,
    forms: ['s3://{named}/{bucket}/{key}', 'https://{named}/{bucket}/{path}'],
  },
  {
    title: 'S3 with the bucket in the host name',
    kind: 's3',
    stores: ['Swift'],
    spellings: [
      { typed: '{bucket}.s3.localhost:{port}', named: 's3.localhost:{port}' },
      { typed: 'http://{bucket}.S3.localhost:{port}', named: 's3.localhost:{port}' },
    ],
    forms: ['s3://{named}/{bucket}/{key}', 'http://{bucket}.{named}/{path}'],
  },
  {
    title: 'Amazon S3',
    kind: 's3',
    stores: ['Swift'],
    spellings: AMAZON,
    forms: [
      's3://{bucket}/{key}',
      's3://s3.eu-central-1.amazonaws.com/{bucket}/{key}',
      'https://{bucket}.s3.eu-central-1.amazonaws.com/{path}',
      'https://s3.eu-central-1.amazonaws.com/{bucket}/{path}',
      'https://{bucket}.s3.amazonaws.com/{path}',
      'https://s3-eu-central-1.amazonaws.com/{bucket}/{path}?X-Amz-Signature=old',
    ],
  },
  {
    title: 'Azure, an emulator',
    kind: 'azure',
    stores: ['azurite'],
    spellings: EMULATORS,
    forms: EMULATOR_FORMS,
  },
  {
    title: 'Azure, an account',
    kind: 'azure',
    stores: ['azurite, https'],
    spellings: [
      { typed: '{account}', named: '{account}.blob.core.windows.net' },
      { typed: '', named: '{account}.blob.core.windows.net', account: '{account}' },
      { typed: '{account}.blob.core.windows.net', named: '{account}.blob.core.windows.net:443' },
      { typed: 'https://{account}.blob.core.windows.net/', named: '{account}.blob.core.windows.net' },
      { typed: '{account}.dfs.core.windows.net', named: '{account}.blob.core.windows.net' },
      {
        typed: 'https://{account}.blob.core.windows.net/{bucket}',
        named: '{account}.blob.core.windows.net',
        bucket: '',
      },
    ],
    forms: [
      'azure://{named}/{bucket}/{key}',
      'https://{named}/{bucket}/{path}',
      'https://{named}/{bucket}/{path}?sv=2020&sig=old',
    ],
  },
  {
    title: 'Google Cloud Storage',
    kind: 'gcs',
    stores: ['GCS'],
    spellings: [
      { typed: '', named: '' },
      { typed: 'storage.googleapis.com', named: '' },
      { typed: 'https://storage.googleapis.com', named: '' },
      { typed: 'storage.cloud.google.com', named: '' },
    ],
    forms: [
      'gs://{bucket}/{key}',
      'https://storage.googleapis.com/{bucket}/{path}',
      'https://{bucket}.storage.googleapis.com/{path}',
      'https://storage.cloud.google.com/{bucket}/{path}?authuser=1',
    ],
  },
  {
    title: "Google's protocol on a host of its own",
    kind: 'gcs',
    stores: ['GCS'],
    spellings: [
      ...same('127.0.0.1:{port}', 'localhost:{port}'),
      { typed: 'http://127.0.0.1:{port}', named: '127.0.0.1:{port}' },
    ],
    forms: ['gs://{bucket}/{key}', 'http://{named}/{bucket}/{path}'],
  },
];

/** Keys as data scientists and their tools make them; each row takes the next one. */
export const ROW_KEYS = [
  'debug/epoch 1/sample.png',
  'a/100%.png',
  'a/%41%2F.png',
  'a/number#1.png',
  'a/what?x=1&y=2.png',
  'a/one+one.png',
  'a/s^t`.png',
  'a/Grüße/日本語/😀.png',
  'a/(it\'s) [1]{2} <3> "q" !*~|.png',
  'a/k=v;x,y@z:$w&.png',
  'a/..dots../.hidden/x..png',
  `a/${'long'.repeat(40)}.png`,
];

/** Fills in a table's texts. */
export function filled(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
