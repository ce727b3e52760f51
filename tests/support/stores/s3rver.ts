import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { truncate } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Secret } from '../../../src/storage/place.ts';
import { offerDes } from './des-in-openssl-3.ts';
import { BUCKET, closeServer, listenOnLoopback, type TestStore, visitPort, watchRequests } from './store.ts';

export interface S3rver extends TestStore {
  /** Stores an object of so many bytes, of which only the beginning takes room on the disk. */
  putSparse(key: string, beginning: Buffer, size: number, type: string): Promise<void>;
}

interface S3Object {
  content: Readable;
}

interface Library {
  callback(): RequestListener;
  configureBuckets(): Promise<unknown>;
  logger: { close(): void; exceptions: { unhandle(): void } };
  store: {
    putObject(object: unknown): Promise<unknown>;
    getObject(bucket: string, key: string): Promise<S3Object | null>;
    putSubresource(bucket: string, key: undefined, config: unknown): Promise<void>;
    deleteSubresource(bucket: string, key: undefined, name: string): Promise<void>;
  };
}

const require = createRequire(import.meta.url);

/** The key pair of one start; the library keeps its accounts in one table of the process. */
function makeKeys(): Extract<Secret, { type: 'keys' }> {
  const { DUMMY_ACCOUNT } = require('@20minutes/s3rver/lib/models/account.js');
  const keys = { key: `AKIA${randomBytes(8).toString('hex')}`, secret: randomBytes(30).toString('base64') };
  DUMMY_ACCOUNT.createKeyPair(keys.key, keys.secret);
  return { type: 'keys', ...keys };
}

function corsRule(origin: string): string {
  return `<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><CORSRule>
<AllowedOrigin>${origin}</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>HEAD</AllowedMethod>
<AllowedHeader>*</AllowedHeader></CORSRule></CORSConfiguration>`;
}

const isUnsigned = ({ method, url = '', headers }: IncomingMessage) =>
  method !== 'OPTIONS' && headers.authorization === undefined && !url.includes('X-Amz-Signature=');

/** The library lets anonymous people read everything; S3 does not. */
function refuseUnsigned(response: ServerResponse, origin: string | null): void {
  response.writeHead(403, {
    'content-type': 'application/xml',
    ...(origin !== null && { 'access-control-allow-origin': origin }),
  });
  response.end('<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>');
}

interface Context {
  path: string;
  params: { bucket?: string; key?: string };
}
type Middleware = (context: Context, next: () => Promise<unknown>) => Promise<unknown>;

/**
 * The library forgets the slash behind a bucket when it checks a signature, with which SDKs sign listings and S3 reads
 * them. Patched before its routes are made.
 */
function keepSlashOfBuckets(): void {
  const path = require.resolve('@20minutes/s3rver/lib/middleware/authentication.js');
  const make: () => Middleware = require(path);
  const cached = require.cache[path];
  if (!cached || cached.exports !== make || require.cache[require.resolve('@20minutes/s3rver/lib/routes.js')])
    return;
  cached.exports = (): Middleware => {
    const check = make();
    return (context, next) => {
      const { bucket, key } = context.params;
      if (bucket === undefined || key || context.path !== `/${bucket}/`) return check(context, next);
      context.params.bucket = `${bucket}/`;
      return check(context, () => {
        context.params.bucket = bucket;
        return next();
      });
    };
  };
}

/**
 * s3rver in this process: verifies signatures of version 4, whatever the region. Buckets stand in the path only: for
 * those in the host name it would sign a path that S3 does not.
 */
export async function startS3rver(): Promise<S3rver> {
  offerDes();
  keepSlashOfBuckets();
  const S3rver = require('@20minutes/s3rver');
  const S3ObjectModel = require('@20minutes/s3rver/lib/models/object.js');
  const { S3CorsConfiguration } = require('@20minutes/s3rver/lib/models/config.js');
  const directory = mkdtempSync(join(tmpdir(), 'atrium-s3rver-'));
  const library: Library = new S3rver({
    directory,
    silent: true,
    vhostBuckets: false,
    configureBuckets: [{ name: BUCKET, configs: [corsRule('*')] }],
  });
  await library.configureBuckets();
  let allowed: string | null = '*';
  const answer = library.callback();
  const server = createServer((request, response) =>
    isUnsigned(request) ? refuseUnsigned(response, allowed) : answer(request, response),
  );
  const requests = watchRequests(server);
  const port = await listenOnLoopback(server);
  const secret = makeKeys();
  const host = `127.0.0.1:${port}`;
  const put = async (key: string, bytes: Buffer | string, type: string) => {
    const content = Readable.from([Buffer.from(bytes)]);
    await library.store.putObject(new S3ObjectModel(BUCKET, key, content, { 'content-type': type }));
  };
  return {
    name: 's3rver',
    place: {
      kind: 's3',
      scheme: 'http',
      host,
      account: '',
      bucket: BUCKET,
      prefix: '',
      region: 'us-east-1',
      style: 'path',
    },
    secret,
    wrong: { ...secret, secret: randomBytes(30).toString('base64') },
    port,
    requests,
    url: (key) => `s3://${host}/${BUCKET}/${key}`,
    put,
    async putSparse(key, beginning, size, type) {
      await put(key, beginning, type);
      await truncate(join(directory, BUCKET, `${key}._S3rver_object`), size);
    },
    async get(key) {
      const found = await library.store.getObject(BUCKET, key);
      return found === null ? undefined : buffer(found.content);
    },
    async allowOrigin(origin) {
      allowed = origin;
      if (origin === null) return library.store.deleteSubresource(BUCKET, undefined, 'cors');
      await library.store.putSubresource(BUCKET, undefined, S3CorsConfiguration.validate(corsRule(origin)));
    },
    visit: (url, visit) => visitPort(port, url, visit),
    async stop() {
      await closeServer(server);
      library.logger.exceptions.unhandle();
      library.logger.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
