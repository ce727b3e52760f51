import type { S3Keys, S3Place } from './features/files/s3-place.ts';
import { ConfigError, type Read, readSwitch, readUrl } from './read-setting.ts';

const NAMES = ['PREFIX', 'ENDPOINT', 'REGION', 'PATH_STYLE', 'ACCESS_KEY', 'SECRET_KEY'].map(
  (name) => `ATRIUM_FILES_S3_${name}`,
);

/** What Amazon and the others take as a bucket's name. */
const BUCKET = /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/i;
/** With the workspace and the longest path behind it a key has at most 1,024 bytes. */
const MAX_PREFIX = 90;

/** The bucket that keeps uploaded files; undefined when none is named. @throws ConfigError */
export function readFilesS3(read: Read, secret: Read): S3Place | undefined {
  const bucket = read('ATRIUM_FILES_S3_BUCKET');
  if (bucket === undefined) {
    const lonely = NAMES.find((name) => (secret(name) ?? read(name)) !== undefined);
    if (lonely) throw new ConfigError(`${lonely} needs ATRIUM_FILES_S3_BUCKET, the bucket's name.`);
    return undefined;
  }
  if (!BUCKET.test(bucket))
    throw new ConfigError(
      `ATRIUM_FILES_S3_BUCKET is "${bucket}": it takes the bucket's name alone, 3 to 63 letters, digits, dots and dashes. A folder in it goes into ATRIUM_FILES_S3_PREFIX.`,
    );
  const endpoint = readUrl(read, 'ATRIUM_FILES_S3_ENDPOINT');
  if (endpoint !== undefined && new URL(endpoint).pathname !== '/')
    throw new ConfigError(
      `ATRIUM_FILES_S3_ENDPOINT is "${endpoint}": it takes scheme, host and port only, such as https://minio.example.org:9000.`,
    );
  return Object.freeze({
    bucket,
    prefix: readPrefix(read('ATRIUM_FILES_S3_PREFIX')),
    endpoint,
    region: read('ATRIUM_FILES_S3_REGION') ?? 'us-east-1',
    path_style: readSwitch(read, 'ATRIUM_FILES_S3_PATH_STYLE', endpoint === undefined ? 'off' : 'on'),
  });
}

function readPrefix(text: string | undefined): string {
  const prefix = (text ?? '').replace(/^\/+|\/+$/g, '');
  const names = prefix.split('/');
  const isBad = names.some((name) => name === '' || name === '.' || name === '..') || /\p{Cc}/u.test(prefix);
  if (prefix !== '' && (isBad || Buffer.byteLength(prefix) > MAX_PREFIX))
    throw new ConfigError(
      `ATRIUM_FILES_S3_PREFIX is "${text}": it takes a folder such as atrium/files, at most ${MAX_PREFIX} bytes, without . and .. as parts.`,
    );
  return prefix === '' ? '' : `${prefix}/`;
}

/** The key pair for it; undefined when the machine's own is to be used. @throws ConfigError */
export function readFilesS3Keys(secret: Read): S3Keys | undefined {
  const access_key = secret('ATRIUM_FILES_S3_ACCESS_KEY');
  const secret_key = secret('ATRIUM_FILES_S3_SECRET_KEY');
  if (access_key === undefined && secret_key === undefined) return undefined;
  if (access_key === undefined || secret_key === undefined)
    throw new ConfigError(
      'ATRIUM_FILES_S3_ACCESS_KEY and ATRIUM_FILES_S3_SECRET_KEY belong together: set both, or neither to use the role of the machine.',
    );
  return Object.freeze({ access_key, secret_key });
}
