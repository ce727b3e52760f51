import { describe, expect, test } from 'vitest';
import { AMAZON, AZURE, AZURITE, GOOGLE, MINIO } from '../../tests/support/storage/places.ts';
import { matchEntry, placeOf } from './match.ts';
import type { Place } from './place.ts';
import { parseStorageUrl } from './storage-url.ts';

const choose = (url: string, entries: Place[]) => matchEntry(parseStorageUrl(url, entries), entries);

describe('which entry serves a URL', () => {
  test('the one with the longest prefix, at the borders of segments', () => {
    const whole = AMAZON;
    const team = { ...AMAZON, prefix: 'team' };
    const deep = { ...AMAZON, prefix: 'team/a/' };
    const entries = [deep, whole, team];
    expect(choose('s3://samples/team/a/x.png', entries)).toMatchObject({
      entry: deep,
      considered: [
        { entry: whole, why: 'shorter' },
        { entry: team, why: 'shorter' },
      ],
    });
    expect(choose('s3://samples/team/b', entries).entry).toBe(team);
    expect(choose('s3://samples/team', entries).entry).toBe(team);
    expect(choose('s3://samples/teams/b', entries)).toMatchObject({
      entry: whole,
      considered: [
        { entry: deep, why: 'prefix' },
        { entry: team, why: 'prefix' },
      ],
    });
  });

  test('of equals the first', () => {
    const [first, second] = [
      { ...AMAZON, region: 'a' },
      { ...AMAZON, region: 'b' },
    ];
    expect(choose('s3://samples/x', [first, second]).entry).toBe(first);
  });

  test('a container before its whole account', () => {
    const account = { ...AZURE, bucket: '' };
    const url = 'azure://sampleaccount.blob.core.windows.net/samples/x';
    expect(choose(url, [account, AZURE]).entry).toBe(AZURE);
    const other = choose('azure://sampleaccount.blob.core.windows.net/other/x', [account, AZURE]);
    expect(other).toMatchObject({ entry: account, considered: [{ entry: AZURE, why: 'bucket' }] });
    expect(placeOf(account, other.object).bucket).toBe('other');
  });

  test('says what differs', () => {
    expect(choose('s3://other/x', [AMAZON, MINIO, GOOGLE]).considered).toEqual([
      { entry: AMAZON, why: 'bucket' },
      { entry: MINIO, why: 'host' },
    ]);
    expect(choose('azure://other.blob.core.windows.net/samples/x', [AZURE]).considered).toEqual([
      { entry: AZURE, why: 'account' },
    ]);
  });
});

describe('spellings of a host', () => {
  const https = { ...MINIO, scheme: 'https' as const, host: 'minio.local' };
  const http = { ...MINIO, host: 'minio.local' };

  test.each([
    ['without a port', 's3://minio.local/samples/a/b', https, 'a/b'],
    ['without a port, in capitals', 's3://MinIO.local/samples/a/b', https, 'a/b'],
    ['with the port of https', 's3://minio.local:443/samples/a', https, 'a'],
    ['with the port of http', 's3://minio.local:80/samples/a', http, 'a'],
    ['with its own port', 's3://minio.local:9000/samples/a', MINIO, 'a'],
    ['as https', 'https://minio.local/samples/a', https, 'a'],
    ['as https with the port', 'https://minio.local:443/samples/a', https, 'a'],
    ['of Amazon, whole', 's3://s3.eu-central-1.amazonaws.com:443/samples/a', AMAZON, 'a'],
    ['of an emulator', 'azure://127.0.0.1:10000/devstoreaccount1/samples/a', AZURITE, 'a'],
    ['of Google, as https', 'https://storage.googleapis.com/samples/a', GOOGLE, 'a'],
  ])('%s', (_name, url, entry, key) => {
    const match = choose(url, [entry]);
    expect(match.entry).toBe(entry);
    expect(match.object).toEqual({
      kind: entry.kind,
      scheme: entry.scheme,
      host: entry.host,
      account: entry.account,
      bucket: 'samples',
      key,
    });
  });

  test('another port is another host', () => {
    expect(choose('s3://minio.local:9001/samples/a', [MINIO, https]).entry).toBeUndefined();
    expect(choose('s3://minio.local/samples/a', [MINIO]).entry).toBeUndefined();
    expect(choose('s3://samples/a', [MINIO]).entry).toBeUndefined();
  });

  test("a host of one's own before Azure: the account is where the entry says", () => {
    const custom = { ...AZURE, host: 'files.example.com' };
    expect(choose('azure://files.example.com/samples/a/b', [custom])).toMatchObject({
      entry: custom,
      object: { account: 'sampleaccount', bucket: 'samples', key: 'a/b' },
    });
    const odd = { ...AZURITE, host: 'azurite.blob.test:10000' };
    expect(choose('azure://azurite.blob.test:10000/devstoreaccount1/samples/a/b', [odd])).toMatchObject({
      entry: odd,
      object: { account: 'devstoreaccount1', bucket: 'samples', key: 'a/b' },
    });
  });
});
