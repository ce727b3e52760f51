import { generateKeyPairSync } from 'node:crypto';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import {
  BlobSASPermissions,
  ContainerClient,
  ContainerSASPermissions,
  generateBlobSASQueryParameters,
  SASProtocol,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import { type GetSignedUrlResponse, Storage } from '@google-cloud/storage';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { HARD_KEYS } from '../../tests/support/storage/hard-keys.ts';
import { escapeText } from './escape.ts';
import type { Place, Secret } from './place.ts';
import { signBucket, signListing, signUrl } from './sign.ts';

const now = new Date('2026-01-31T23:59:58.000Z');
const expires_s = 600;

const amazon: Place = {
  kind: 's3',
  scheme: 'https',
  host: '',
  account: '',
  bucket: 'samples',
  prefix: '',
  region: 'eu-central-1',
  style: 'virtual',
};
const minio: Place = {
  ...amazon,
  scheme: 'http',
  host: 'minio.local:9000',
  style: 'path',
  region: 'us-east-1',
};
const keys = {
  type: 'keys',
  key: 'AKIDEXAMPLE',
  secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
} as const;
const temporary = { ...keys, token: 'IQoJb3JpZ2luX2VjE//+8=token/with+every=sign' };

function client({ scheme, host, region, style }: Place, secret: Extract<Secret, { type: 'keys' }>): S3Client {
  return new S3Client({
    region,
    ...(host === '' ? {} : { endpoint: `${scheme}://${host}` }),
    forcePathStyle: style === 'path',
    credentials: {
      accessKeyId: secret.key,
      secretAccessKey: secret.secret,
      ...(secret.token === undefined ? {} : { sessionToken: secret.token }),
    },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

/** What the SDK adds to every link of its own accord. */
const ofSdk = (operation: string) => ({ 'x-id': operation, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' });

describe("Amazon's SDK makes the same links", () => {
  const options = { expiresIn: expires_s, signingDate: now };
  const places: [string, Place][] = [
    ['virtual host', amazon],
    ['path', { ...amazon, style: 'path' }],
    ['us-east-1', { ...amazon, region: 'us-east-1' }],
    ['China', { ...amazon, region: 'cn-north-1' }],
    ['dots in the bucket', { ...amazon, bucket: 'a.b.c' }],
    ['MinIO', minio],
    ['bucket in the host name of a store of its own', { ...minio, style: 'virtual' }],
    ['dots in the bucket over http', { ...minio, bucket: 'a.b.c', style: 'virtual' }],
  ];

  test.each(places)('%s, for every hard key', async (_name, place) => {
    const sdk = client(place, keys);
    for (const key of HARD_KEYS) {
      const command = new GetObjectCommand({ Bucket: place.bucket, Key: key });
      const link = await signUrl(place, keys, {
        method: 'GET',
        key,
        expires_s,
        now,
        query: ofSdk('GetObject'),
      });
      expect(link).toBe(await getSignedUrl(sdk, command, options));
    }
  });

  test('with a session token', async () => {
    const sdk = client(amazon, temporary);
    for (const key of HARD_KEYS) {
      const command = new GetObjectCommand({ Bucket: amazon.bucket, Key: key });
      const query = ofSdk('GetObject');
      const link = await signUrl(amazon, temporary, { method: 'GET', key, expires_s, now, query });
      expect(link).toBe(await getSignedUrl(sdk, command, options));
    }
  });

  test('for HEAD', async () => {
    const sdk = client(minio, keys);
    const command = new HeadObjectCommand({ Bucket: minio.bucket, Key: 'a b.png' });
    const query = { 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' };
    const link = await signUrl(minio, keys, { method: 'HEAD', key: 'a b.png', expires_s, now, query });
    expect(link).toBe(await getSignedUrl(sdk, command, options));
  });

  test('for DELETE', async () => {
    const sdk = client(amazon, keys);
    const command = new DeleteObjectCommand({ Bucket: amazon.bucket, Key: 'a b.png' });
    const query = ofSdk('DeleteObject');
    const link = await signUrl(amazon, keys, { method: 'DELETE', key: 'a b.png', expires_s, now, query });
    expect(link).toBe(await getSignedUrl(sdk, command, options));
  });

  test.each([amazon, minio])('for listings with hard prefixes: $host', async (place) => {
    const sdk = client(place, keys);
    for (const prefix of HARD_KEYS) {
      const command = new ListObjectsV2Command({
        Bucket: place.bucket,
        Prefix: prefix,
        Delimiter: '/',
        MaxKeys: 10,
        ContinuationToken: 'a+b/c==',
        EncodingType: 'url',
      });
      const expected = await getSignedUrl(sdk, command, { ...options, expiresIn: 300 });
      const link = await signListing(place, keys, {
        prefix,
        after: 'a+b/c==',
        page_size: 10,
        delimiter: '/',
        now,
      });
      expect(unsigned(link)).toEqual(unsigned(expected));
      // The SDK's own parameter is signed along; with it, the signature is the same too.
      const query = { ...listingQueryOf(link), 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' };
      expect(await signBucket(place, keys, { query, expires_s: 300, now })).toBe(expected);
    }
  });
});

function unsigned(link: string): [string, string][] {
  const own = ['X-Amz-Signature', 'X-Amz-Content-Sha256'];
  return [...new URL(link).searchParams].filter(([name]) => !own.includes(name));
}

function listingQueryOf(link: string): Record<string, string> {
  return Object.fromEntries([...new URL(link).searchParams].filter(([name]) => !name.startsWith('X-Amz-')));
}

describe("Azure's SDK makes the same links", () => {
  const account_key = Buffer.from('a key of an account with + and /').toString('base64');
  const secret = { type: 'account_key', account_key } as const;
  const azure: Place = {
    kind: 'azure',
    scheme: 'https',
    host: 'sampleaccount.blob.core.windows.net',
    account: 'sampleaccount',
    bucket: 'samples',
    prefix: '',
    region: '',
    style: 'virtual',
  };
  const emulator: Place = {
    ...azure,
    scheme: 'http',
    host: '127.0.0.1:10000',
    account: 'devstoreaccount1',
    style: 'path',
  };
  const until = new Date(now.getTime() + expires_s * 1000);

  function containerOf({ scheme, host, account, bucket, style }: Place) {
    const credential = new StorageSharedKeyCredential(account, account_key);
    const path = style === 'path' ? `/${account}/${bucket}` : `/${bucket}`;
    return { credential, client: new ContainerClient(`${scheme}://${host}${path}`, credential) };
  }

  const versionAndProtocol = ({ scheme }: Place) => ({
    version: '2018-11-09',
    ...(scheme === 'https' ? { protocol: SASProtocol.Https } : {}),
  });

  test.each([azure, emulator])('for every hard key: $host', async (place) => {
    const { client: container, credential } = containerOf(place);
    for (const key of HARD_KEYS) {
      for (const [method, permissions] of [
        ['GET', 'r'],
        ['HEAD', 'r'],
        ['DELETE', 'd'],
      ] as const) {
        const sas = generateBlobSASQueryParameters(
          {
            containerName: place.bucket,
            blobName: key,
            permissions: BlobSASPermissions.parse(permissions),
            expiresOn: until,
            ...versionAndProtocol(place),
          },
          credential,
        );
        const link = await signUrl(place, secret, { method, key, expires_s, now });
        const [path, query] = link.split('?');
        expect(query).toBe(sas.toString());
        // The SDK leaves ! ' ( ) * as they are, which is the same path to every server.
        expect(path).toBe(container.getBlobClient(key).url.replace(/[!'()*]/g, escapeText));
      }
    }
  });

  test('for listings', async () => {
    const { client: container, credential } = containerOf(azure);
    const sas = generateBlobSASQueryParameters(
      {
        containerName: azure.bucket,
        permissions: ContainerSASPermissions.parse('l'),
        expiresOn: new Date(now.getTime() + 300_000),
        ...versionAndProtocol(azure),
      },
      credential,
    );
    const link = await signListing(azure, secret, { prefix: 'a b/', after: '2!x', page_size: 5, now });
    const query = 'comp=list&marker=2%21x&maxresults=5&prefix=a%20b%2F&restype=container';
    expect(link).toBe(`${container.url}?${query}&${sas}`);
  });

  test('a given SAS is appended as it is', async () => {
    const sas = '?sv=2022-11-02&ss=b&srt=sco&sp=rl&se=2027-01-01T00:00:00Z&sig=ab%2Bcd%3D';
    const link = await signUrl(
      azure,
      { type: 'sas', sas },
      { method: 'GET', key: 'a b.png', expires_s, now },
    );
    expect(link).toBe(`https://sampleaccount.blob.core.windows.net/samples/a%20b.png${sas}`);
  });
});

describe("Google's SDK makes the same links", () => {
  // It signs for the present only.
  beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now }));
  afterAll(() => void vi.useRealTimers());

  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const private_key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const client_email = 'reader@project.iam.gserviceaccount.com';
  const secret = { type: 'service_account', client_email, private_key } as const;
  const gcs: Place = {
    kind: 'gcs',
    scheme: 'https',
    host: '',
    account: '',
    bucket: 'samples',
    prefix: '',
    region: '',
    style: 'path',
  };
  const bucket = new Storage({ credentials: { client_email, private_key }, projectId: 'project' }).bucket(
    'samples',
  );
  const until = now.getTime() + expires_s * 1000;

  test.each([
    ['GET', 'read'],
    ['DELETE', 'delete'],
  ] as const)('%s, for every hard key', async (method, action) => {
    for (const key of HARD_KEYS) {
      const [expected] = await bucket
        .file(key)
        .getSignedUrl({ version: 'v4', action, accessibleAt: now, expires: until });
      expect(await signUrl(gcs, secret, { method, key, expires_s, now })).toBe(expected);
    }
  });

  test('for listings', async () => {
    for (const prefix of HARD_KEYS) {
      const link = await signListing(gcs, secret, { prefix, page_size: 7, now });
      const [expected] = (await bucket.getSignedUrl({
        version: 'v4',
        action: 'list',
        expires: now.getTime() + 300_000,
        queryParams: { 'list-type': '2', 'encoding-type': 'url', 'max-keys': '7', prefix },
      })) as GetSignedUrlResponse;
      expect(sorted(link)).toEqual(sorted(expected));
    }
  });

  test('a private key with its line ends written as \\n is the same key', async () => {
    const escaped = { ...secret, private_key: private_key.replaceAll('\n', '\\n') };
    const request = { method: 'GET', key: 'a.png', expires_s, now } as const;
    expect(await signUrl(gcs, escaped, request)).toBe(await signUrl(gcs, secret, request));
  });
});

/** Origin with path, and the parameters in order: Google's SDK puts the scope of a listing last. */
function sorted(link: string): [string, [string, string][]] {
  const url = new URL(link);
  return [url.origin + url.pathname, [...url.searchParams].sort(([a], [b]) => (a < b ? -1 : 1))];
}
