import { describe, expect, test } from 'vitest';
import type { Settings } from './cleanup-queries.ts';
import { draftOf, nameOf, rowsOf, withDraft, withoutRow } from './settings-rows.ts';

const MASK = '********';
const pair = { key: MASK, secret: MASK };
const SETTINGS: Settings = {
  aws: {
    ...pair,
    region: 'eu-west-1',
    use_credentials_chain: false,
    buckets: [
      { bucket: 'samples', subdir: 'runs/a', host: 'minio:9000', secure: false, acl: 'private', ...pair },
      { bucket: 'plain', region: 'us-east-2', secure: true },
    ],
  },
  google: { credentials_json: MASK, project: 'vision', buckets: [] },
  azure: { containers: [{ account_name: 'visionstore', account_key: MASK }] },
  last_update: '2026-11-23T20:36:23.360000+00:00',
};
const rows = rowsOf(SETTINGS);
const rowAt = (at: number) => rows[at] ?? expect.fail('no such row');
const [minio, plain] = SETTINGS.aws?.buckets ?? [];

test('every set of credentials is one row, those for all buckets first', () => {
  expect(rows.map(nameOf)).toEqual([
    'all buckets at Amazon S3',
    'all buckets at Google Cloud',
    'samples/runs/a at http://minio:9000',
    'plain at Amazon S3',
    'all containers at Azure, visionstore',
  ]);
  expect(rows.map(({ region }) => region)).toEqual(['eu-west-1', '', '', 'us-east-2', '']);
  expect(rowsOf({})).toEqual([]);
});

test('the form begins with what is not secret', () => {
  expect(draftOf(SETTINGS, rowAt(2))).toEqual({
    ...{ provider: 'aws', bucket: 'samples/runs/a', host: 'http://minio:9000', region: '', account: '' },
    ...{ key: '', secret: '', token: '' },
  });
});

describe('what is sent', () => {
  test('an entry saved without a secret keeps its masks and what the form does not show', () => {
    const draft = { ...draftOf(SETTINGS, rowAt(2)), region: 'eu-north-1' };
    expect(withDraft(SETTINGS, draft, rowAt(2))).toEqual({
      aws: {
        ...SETTINGS.aws,
        buckets: [{ ...minio, host: 'http://minio:9000', secure: null, region: 'eu-north-1' }, plain],
      },
    });
  });

  test('a new key replaces key, secret and token together', () => {
    const draft = { ...draftOf(SETTINGS, rowAt(0)), key: 'AKIA', secret: 's' };
    expect(withDraft(SETTINGS, draft, rowAt(0)).aws).toMatchObject({
      ...{ key: 'AKIA', secret: 's', token: null, region: 'eu-west-1', buckets: [minio, plain] },
    });
    const halved = { ...draftOf(SETTINGS, rowAt(0)), key: 'AKIA' };
    expect(withDraft(SETTINGS, halved, rowAt(0)).aws).toMatchObject({ key: 'AKIA', secret: '' });
  });

  test('new credentials stand behind the others, of their provider alone', () => {
    const draft = { ...draftOf(SETTINGS, undefined), bucket: 'new/folder', key: 'k', secret: 's' };
    const sent = withDraft(SETTINGS, draft, undefined);
    expect(Object.keys(sent)).toEqual(['aws']);
    expect(sent.aws?.buckets).toEqual([
      minio,
      plain,
      {
        ...{ bucket: 'new', subdir: 'folder', host: '', secure: null, region: '' },
        ...{ key: 'k', secret: 's', token: null },
      },
    ]);
    expect(sent.aws).toMatchObject(pair);
  });

  test('without a bucket they are for all buckets of Amazon, with a host for all of that host', () => {
    const draft = { ...draftOf({}, undefined), key: 'k', secret: 's' };
    expect(withDraft({}, draft, undefined)).toEqual({
      aws: { region: '', key: 'k', secret: 's', token: null, buckets: [] },
    });
    const hosted = withDraft({}, { ...draft, host: 'minio:9000' }, undefined);
    expect(hosted.aws?.buckets).toMatchObject([{ bucket: '', host: 'minio:9000' }]);
    expect(hosted.aws?.key).toBeUndefined();
  });

  test('an entry may become the one for all buckets, and the other way round', () => {
    const all = withDraft(
      SETTINGS,
      { ...draftOf(SETTINGS, rowAt(3)), bucket: '', key: 'k', secret: 's' },
      rowAt(3),
    );
    expect(all.aws).toMatchObject({ key: 'k', secret: 's', region: 'us-east-2', buckets: [minio] });
    const one = withDraft(
      SETTINGS,
      { ...draftOf(SETTINGS, rowAt(0)), bucket: 'b', key: 'k', secret: 's' },
      rowAt(0),
    );
    expect(one.aws?.key).toBeUndefined();
    expect(one.aws?.buckets?.[2]).toMatchObject({ bucket: 'b', key: 'k', region: 'eu-west-1' });
  });

  test('Google’s file and Azure’s key', () => {
    const google = { ...draftOf({}, undefined), provider: 'google' as const, bucket: 'evals', secret: '{}' };
    expect(withDraft({}, google, undefined).google?.buckets).toMatchObject([
      { bucket: 'evals', credentials_json: '{}' },
    ]);
    expect(withDraft(SETTINGS, draftOf(SETTINGS, rowAt(1)), rowAt(1)).google).toMatchObject({
      credentials_json: MASK,
      project: 'vision',
    });
    const azure = { ...draftOf(SETTINGS, rowAt(4)), bucket: 'art' };
    expect(withDraft(SETTINGS, azure, rowAt(4)).azure?.containers).toMatchObject([
      { account_name: 'visionstore', account_key: MASK, container_name: 'art' },
    ]);
  });

  test('removing one leaves the others of its provider, those for all buckets too', () => {
    expect(withoutRow(SETTINGS, rowAt(2)).aws).toEqual({ ...SETTINGS.aws, buckets: [plain] });
    expect(withoutRow(SETTINGS, rowAt(0))).toEqual({
      aws: { use_credentials_chain: false, buckets: [minio, plain] },
    });
    expect(withoutRow(SETTINGS, rowAt(4))).toEqual({ azure: { containers: [] } });
  });
});
