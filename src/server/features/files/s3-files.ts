import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { FileFacts, FileRange, FileStore } from './file-store.ts';
import { checkBucket } from './s3-check.ts';
import { isAbsent, isNotOffered } from './s3-errors.ts';
import type { S3Keys, S3Place } from './s3-place.ts';

/** S3 takes 10,000 parts, so files may have 156 GiB; of each upload three parts at most are in memory. */
const PART_BYTES = 16 * 1024 * 1024;
const PARTS_AT_ONCE = 2;

const CONNECT_MS = 5_000;
/** Within which a store must answer one request: the longest is a part on a slow line. */
const ANSWER_MS = 300_000;
/** Uploads and downloads side by side; the library's own limit is 50. */
const CONNECTIONS = 500;
const DELETED_AT_ONCE = 16;

/** An upload that was not finished within a day was left behind by a process that ended. */
const ABANDONED_MS = 24 * 3600 * 1000;

/**
 * Files in a bucket of S3 or of what speaks its protocol. An object is replaced whole or not at all by the store itself.
 * @param keys undefined: those of the machine (environment, instance or container role)
 * @throws OperatorError when the bucket cannot be used
 */
export async function openS3Files(place: S3Place, keys: S3Keys | undefined): Promise<FileStore> {
  const client = clientFor(place, keys);
  await checkBucket(client, place);
  return s3Files(client, place);
}

function clientFor({ endpoint, region, path_style }: S3Place, keys: S3Keys | undefined): S3Client {
  return new S3Client({
    region,
    forcePathStyle: path_style,
    ...(endpoint !== undefined && { endpoint }),
    ...(keys && { credentials: { accessKeyId: keys.access_key, secretAccessKey: keys.secret_key } }),
    // Checksums in trailers are Amazon's own; others refuse them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: ANSWER_MS,
      throwOnRequestTimeout: true,
      httpAgent: { maxSockets: CONNECTIONS, keepAlive: true },
      httpsAgent: { maxSockets: CONNECTIONS, keepAlive: true },
    },
  });
}

function s3Files(client: S3Client, { bucket, prefix }: S3Place): FileStore {
  const objectOf = (key: string) => ({ Bucket: bucket, Key: prefix + key });
  const find = async (key: string): Promise<FileFacts | undefined> => {
    const facts = await orAbsent(client.send(new HeadObjectCommand(objectOf(key))));
    if (!facts) return undefined;
    const { ContentLength: size = 0, LastModified: modified, ETag: etag = '""' } = facts;
    return { size, modified_ms: modified?.getTime() ?? 0, etag };
  };
  const drop = (key: string) => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  return {
    async put(key, content) {
      // Heard here too: the library listens only once it reads.
      content.on('error', () => undefined);
      const params = { ...objectOf(key), Body: content };
      const sizes = { partSize: PART_BYTES, queueSize: PARTS_AT_ONCE };
      try {
        await new Upload({ client, params, ...sizes }).done();
      } catch (error) {
        content.destroy();
        // What broke off matters more than what the store said to it.
        throw content.errored ?? error;
      }
    },
    find,
    async read(key, range) {
      const asked = { ...objectOf(key), ...(range && { Range: rangeText(range) }) };
      const answer = await orAbsent(client.send(new GetObjectCommand(asked)));
      return answer?.Body as Readable | undefined;
    },
    async remove(key) {
      // S3 does not tell whether there was one.
      if (!(await find(key))) return false;
      await drop(prefix + key);
      return true;
    },
    async removeAll(workspaceId) {
      const below = { Bucket: bucket, Prefix: `${prefix}${workspaceId}/` };
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, below))
        for (let at = 0; at < Contents.length; at += DELETED_AT_ONCE)
          await Promise.all(Contents.slice(at, at + DELETED_AT_ONCE).map(({ Key = '' }) => drop(Key)));
    },
    removeAbandoned: (now = Date.now()) => abortAbandoned(client, { bucket, prefix }, now),
  };
}

const rangeText = ({ start, end }: FileRange) => `bytes=${start}-${end}`;

async function orAbsent<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

async function abortAbandoned(
  client: S3Client,
  { bucket: Bucket, prefix }: Pick<S3Place, 'bucket' | 'prefix'>,
  now: number,
): Promise<void> {
  const below = { Bucket, ...(prefix !== '' && { Prefix: prefix }) };
  let page: ListMultipartUploadsCommandOutput | undefined;
  try {
    do {
      const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page ?? {};
      page = await client.send(new ListMultipartUploadsCommand({ ...below, KeyMarker, UploadIdMarker }));
      for (const { Key, UploadId, Initiated } of page.Uploads ?? [])
        if ((Initiated?.getTime() ?? now) < now - ABANDONED_MS)
          await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    } while (page.IsTruncated);
  } catch (error) {
    // Some stores forget unfinished uploads by themselves and list none.
    if (!isNotOffered(error)) throw error;
  }
}
