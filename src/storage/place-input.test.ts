import { describe, expect, test } from 'vitest';
import { originOf } from './origin.ts';
import { type PlaceFields, placeFrom } from './place-input.ts';

const typed = (fields: Partial<PlaceFields>) =>
  placeFrom({ kind: 's3', bucket: '', host: '', region: '', account: '', ...fields });

describe('Amazon', () => {
  test.each([
    [{ bucket: 'samples' }, { bucket: 'samples', prefix: '', host: '', region: '', style: 'virtual' }],
    [{ bucket: ' samples/team a/ ' }, { bucket: 'samples', prefix: 'team a/' }],
    [{ bucket: 'samples', region: 'eu-west-1' }, { region: 'eu-west-1' }],
    [
      { bucket: 'samples', host: 's3.eu-west-1.amazonaws.com' },
      { host: '', region: 'eu-west-1' },
    ],
    [
      { bucket: 'samples', host: 'https://s3.amazonaws.com/' },
      { host: '', region: '' },
    ],
    [{ host: 'samples.s3.eu-west-1.amazonaws.com' }, { bucket: 'samples', host: '', region: 'eu-west-1' }],
    [{ bucket: 's3://samples/team/a' }, { bucket: 'samples', prefix: 'team/a' }],
    [{ bucket: 'https://samples.s3.eu-west-1.amazonaws.com/a%20b/' }, { bucket: 'samples', prefix: 'a b/' }],
  ])('%j', (fields, place) => {
    expect(typed(fields)).toMatchObject({ place: { kind: 's3', scheme: 'https', ...place } });
  });
});

describe('a store of its own: scheme, port and style', () => {
  test.each([
    ['minio.local', 'https://minio.local/'],
    ['minio.local:443', 'https://minio.local/'],
    ['MinIO.local:9000', 'https://minio.local:9000/'],
    ['http://minio.local:9000/', 'http://minio.local:9000/'],
    ['https://minio.local:9000', 'https://minio.local:9000/'],
    ['http://minio.local:80', 'http://minio.local/'],
    ['minio:9000', 'http://minio:9000/'],
    ['localhost:9000', 'http://localhost:9000/'],
    ['10.0.0.7:9000', 'http://10.0.0.7:9000/'],
    ['[fd00::7]:9000', 'http://[fd00::7]:9000/'],
    ['10.0.0.7', 'https://10.0.0.7/'],
    ['minio.local:80', 'http://minio.local/'],
  ])('%s', (host, origin) => {
    const read = typed({ bucket: 'samples', host });
    expect('place' in read && `${originOf(read.place)}/`).toBe(origin);
    expect(read).toMatchObject({ place: { style: 'path' } });
  });

  test('bucket in the host name, or in the host field behind it', () => {
    expect(typed({ bucket: 'samples', host: 'https://samples.minio.local' })).toMatchObject({
      place: { host: 'minio.local', style: 'virtual' },
    });
    expect(typed({ host: 'https://acc.r2.cloudflarestorage.com/samples' })).toMatchObject({
      place: { bucket: 'samples', host: 'acc.r2.cloudflarestorage.com', style: 'path' },
    });
    expect(typed({ bucket: 'samples', host: 'oss-eu-central-1.aliyuncs.com' })).toMatchObject({
      place: { style: 'virtual' },
    });
    expect(typed({ bucket: 's3://minio.local:9000/samples/a' })).toMatchObject({
      place: { bucket: 'samples', prefix: 'a', host: 'minio.local:9000' },
    });
  });
});

describe('Azure and Google', () => {
  const azure = (fields: Partial<PlaceFields>) => typed({ kind: 'azure', ...fields });

  test.each([
    [{ bucket: 'samples', host: 'acc' }, 'https://acc.blob.core.windows.net', 'virtual'],
    [{ bucket: 'samples', account: 'acc' }, 'https://acc.blob.core.windows.net', 'virtual'],
    [
      { bucket: 'samples', host: 'https://acc.blob.core.windows.net/' },
      'https://acc.blob.core.windows.net',
      'virtual',
    ],
    [{ bucket: 'samples', host: 'acc.dfs.core.windows.net' }, 'https://acc.blob.core.windows.net', 'virtual'],
    [{ bucket: 'samples', host: 'acc.blob.localhost:10000' }, 'http://acc.blob.localhost:10000', 'virtual'],
    [{ bucket: 'samples', host: 'http://127.0.0.1:10000/acc' }, 'http://127.0.0.1:10000', 'path'],
    [{ bucket: 'samples', host: '127.0.0.1:10000', account: 'acc' }, 'http://127.0.0.1:10000', 'path'],
    [
      { bucket: 'samples', host: 'files.example.com', account: 'acc' },
      'https://files.example.com',
      'virtual',
    ],
    [
      { bucket: 'azure://acc.blob.core.windows.net/samples/' },
      'https://acc.blob.core.windows.net',
      'virtual',
    ],
    [{ host: 'https://acc.blob.core.windows.net/samples' }, 'https://acc.blob.core.windows.net', 'virtual'],
    [{ bucket: 'azure://127.0.0.1:10000/acc/samples' }, 'http://127.0.0.1:10000', 'path'],
  ])('%j', (fields, origin, style) => {
    const read = azure(fields);
    expect(read).toMatchObject({ place: { account: 'acc', bucket: 'samples', style, region: '' } });
    expect('place' in read && originOf(read.place)).toBe(origin);
  });

  test('a backslash is the slash that Azure makes of it', () => {
    expect(azure({ host: 'acc', bucket: 'samples/a\\b' })).toMatchObject({ place: { prefix: 'a/b' } });
  });

  test('a whole account has no container', () => {
    expect(azure({ host: 'acc' })).toMatchObject({ place: { bucket: '', account: 'acc' } });
  });

  test('Google has no host, an emulator one', () => {
    expect(typed({ kind: 'gcs', bucket: 'my_samples' })).toMatchObject({
      place: { host: '', style: 'path' },
    });
    expect(typed({ kind: 'gcs', bucket: 'samples', host: 'storage.googleapis.com' })).toMatchObject({
      place: { host: '' },
    });
    expect(typed({ kind: 'gcs', bucket: 'samples', host: 'localhost:4443' })).toMatchObject({
      place: { host: 'localhost:4443', scheme: 'http' },
    });
    expect(typed({ kind: 'gcs', bucket: 'gs://samples/a' })).toMatchObject({
      place: { bucket: 'samples', prefix: 'a' },
    });
  });
});

describe('what is wrong stands at its field', () => {
  test.each([
    [{}, ['bucket']],
    [{ bucket: 'a' }, ['bucket']],
    [{ bucket: 'my bucket' }, ['bucket']],
    [{ bucket: 'samples/../other' }, ['bucket']],
    [{ bucket: `samples/${'a'.repeat(1025)}` }, ['bucket']],
    [{ bucket: 'gs://samples/a' }, ['bucket']],
    [{ bucket: 's3://minio:99999/samples' }, ['bucket']],
    [{ bucket: 'samples', host: 'ftp://minio' }, ['host']],
    [{ bucket: 'samples', host: 'user:pass@minio' }, ['host']],
    [{ bucket: 'samples', host: 'min io' }, ['host']],
    [{ bucket: 'samples', host: 'minio/a/b' }, ['host']],
    [{ bucket: 'samples', region: 'eu west' }, ['region']],
    [{ bucket: '-', host: 'min io', region: 'eu west' }, ['host', 'bucket', 'region']],
    [{ kind: 'gcs' as const, bucket: 'Samples' }, ['bucket']],
    [{ kind: 'azure' as const, bucket: 'samples' }, ['host']],
    [{ kind: 'azure' as const, bucket: 'samples', account: 'A' }, ['account']],
    [{ kind: 'azure' as const, bucket: 'sam--ples', host: 'acc' }, ['bucket']],
    [{ kind: 'azure' as const, host: 'http://127.0.0.1:10000/acc/a/b' }, ['host']],
  ])('%j', (fields, names) => {
    const read = typed(fields);
    const errors = 'errors' in read ? read.errors : [];
    expect(errors.map(({ field }) => field)).toEqual(names);
    for (const { message } of errors) expect(message).toMatch(/^[A-Z].*\.$/);
  });
});
