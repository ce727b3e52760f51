import { randomUUID } from 'node:crypto';
import {
  DeleteObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { OperatorError } from '../../operator-error.ts';
import { failureOf, type S3Failure } from './s3-errors.ts';
import type { S3Place } from './s3-place.ts';

/** Where the start tries whether it may write; a workspace's id never begins with a dot. */
const TRIED = '.atrium-start-check/';

/**
 * Lists, writes and deletes one small object, so that a wrong setting shows at the start and not at the first upload.
 * @throws OperatorError naming the setting and the cure
 */
export async function checkBucket(client: S3Client, place: S3Place): Promise<void> {
  const { bucket: Bucket, prefix } = place;
  const Key = `${prefix}${TRIED}${randomUUID()}`;
  try {
    await client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix + TRIED, MaxKeys: 1 }));
    await client.send(new PutObjectCommand({ Bucket, Key, Body: 'ok' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key }));
  } catch (error) {
    throw new OperatorError(`Files cannot be kept in S3. ${sentenceFor(place, failureOf(error))}`, 1, error);
  }
}

const KEYS = new Set([
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'InvalidToken',
  'AuthFailure',
]);
const REGION = new Set([
  'PermanentRedirect',
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
  'TemporaryRedirect',
]);

function sentenceFor({ bucket, endpoint, region }: S3Place, { code, status }: S3Failure): string {
  if (code === 'CredentialsProviderError')
    return 'There are no keys: set ATRIUM_FILES_S3_ACCESS_KEY and ATRIUM_FILES_S3_SECRET_KEY, or give this machine a role.';
  if (KEYS.has(code))
    return `The store does not accept the keys (${code}): correct ATRIUM_FILES_S3_ACCESS_KEY and ATRIUM_FILES_S3_SECRET_KEY.`;
  if (REGION.has(code) || status === 301)
    return `The bucket "${bucket}" lies in another region than "${region}": correct ATRIUM_FILES_S3_REGION.`;
  if (code === 'NoSuchBucket' || status === 404)
    return `There is no bucket "${bucket}" there: make it, or correct ATRIUM_FILES_S3_BUCKET.`;
  if (status === 403)
    return `The keys may not list, write and delete in the bucket "${bucket}" (${code}): allow s3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject, s3:AbortMultipartUpload and s3:ListBucketMultipartUploads.`;
  const where = endpoint ?? `Amazon S3 in ${region}`;
  if (status === undefined)
    return `${where} does not answer (${code}): correct ATRIUM_FILES_S3_ENDPOINT or the network.`;
  return `${where} answers ${status} ${code}: check the ATRIUM_FILES_S3_ settings.`;
}
