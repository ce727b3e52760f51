import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startS3rver } from './s3rver.ts';
import type { TestStore } from './store.ts';
import { startSwift, whyNoSwift } from './swift.ts';

/** A store that the files door can keep its files in. */
export interface FilesStore {
  /** The settings that choose it. */
  environment: Record<string, string>;
  /** How many uploads have begun to be stored and are neither whole nor dropped. */
  unfinished(): number;
  /** Bytes after which an upload has certainly begun to be stored. */
  begun_after: number;
  /** Keys below which objects were asked for; undefined where nobody can look. */
  requests?: TestStore['requests'];
  stop(): Promise<void>;
}

async function startFolder(): Promise<FilesStore> {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-files-'));
  const uploads = join(folder, '.uploads');
  return {
    environment: { ATRIUM_FILES_DIR: folder },
    unfinished: () => (existsSync(uploads) ? readdirSync(uploads).length : 0),
    begun_after: 1_000_000,
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The settings for a bucket of a test store, with a prefix of its own. */
export function bucketSettings(
  { place, secret }: TestStore,
  prefix = 'atrium/files',
): Record<string, string> {
  if (secret.type !== 'keys') throw new Error('not a store of the S3 protocol');
  return {
    ATRIUM_FILES_S3_BUCKET: place.bucket,
    ATRIUM_FILES_S3_PREFIX: prefix,
    ATRIUM_FILES_S3_ENDPOINT: `${place.scheme}://${place.host}`,
    ATRIUM_FILES_S3_REGION: place.region || 'us-east-1',
    ATRIUM_FILES_S3_ACCESS_KEY: secret.key,
    ATRIUM_FILES_S3_SECRET_KEY: secret.secret,
  };
}

async function startBucket(start: () => Promise<TestStore>): Promise<FilesStore> {
  const store = await start();
  const count = (method: string, query: RegExp) =>
    store.requests.filter((seen) => seen.method === method && query.test(seen.url)).length;
  return {
    environment: bucketSettings(store),
    unfinished: () =>
      count('POST', /[?&]uploads/) - count('POST', /[?&]uploadId=/) - count('DELETE', /[?&]uploadId=/),
    // A part of 16 MiB is sent when a byte more has come.
    begun_after: 17 * 1024 * 1024,
    requests: store.requests,
    stop: () => store.stop(),
  };
}

export const noSwift = whyNoSwift();

/** Every kind of store; Swift, which forgets aborted uploads as S3 does, where it is installed. */
export const FILES_STORES: [string, () => Promise<FilesStore>][] = [
  ['a folder', startFolder],
  ['a bucket of s3rver', () => startBucket(startS3rver)],
  ...(noSwift === undefined
    ? [['a bucket of Swift', () => startBucket(startSwift)] as [string, () => Promise<FilesStore>]]
    : []),
];
