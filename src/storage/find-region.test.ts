import { describe, expect, test } from 'vitest';
import { KEYS, store } from '../../tests/support/storage/climbing.ts';
import { AMAZON, AZURE, MINIO } from '../../tests/support/storage/places.ts';
import { failing, type Script, scriptedReach } from '../../tests/support/storage/scripted-reach.ts';
import type { ScriptedS3 } from '../../tests/support/storage/scripted-s3.ts';
import { findNewest } from './newest.ts';
import type { Place } from './place.ts';
import { findRegionAndStyle } from './walk.ts';

describe('region and style are found', () => {
  const find = (place: Place, changed: Partial<ScriptedS3>) =>
    findRegionAndStyle(scriptedReach('server', store(changed)), place, KEYS);
  const amazon = (region: string) => ({
    hosts: ['', 'us-east-1', region].map((one) => `s3.${one}.amazonaws.com`),
    region,
  });

  test.each<[string, Place, Partial<ScriptedS3>, object | undefined]>([
    [
      'by what GetBucketLocation says',
      { ...AMAZON, region: '' },
      { ...amazon('us-east-1'), style: 'virtual' },
      { region: 'us-east-1', style: 'virtual' },
    ],
    [
      'by what the refusal says',
      { ...AMAZON, region: '' },
      { ...amazon('eu-west-3'), style: 'virtual' },
      { region: 'eu-west-3', style: 'virtual' },
    ],
    [
      'over a wrong one',
      { ...AMAZON, region: 'us-east-1' },
      { ...amazon('eu-west-3'), style: 'virtual' },
      { region: 'eu-west-3', style: 'virtual' },
    ],
    [
      'in the path after the host name',
      { ...MINIO, style: 'virtual', region: '' },
      {},
      { region: 'us-east-1', style: 'path' },
    ],
    [
      'of a store of its own',
      { ...MINIO, region: '' },
      { region: 'home-1' },
      { region: 'home-1', style: 'path' },
    ],
    [
      'by a listing, without the right to ask',
      { ...MINIO, region: '' },
      { denies: ['s3:GetBucketLocation'], region: 'home-1' },
      { region: 'home-1', style: 'path' },
    ],
    [
      'without any right',
      { ...MINIO, region: '' },
      { denies: ['s3:GetBucketLocation', 's3:ListBucket'] },
      { region: 'us-east-1', style: 'path' },
    ],
    [
      'with a clock that is off',
      { ...MINIO, region: '' },
      { skew_ms: 3_600_000, region: 'home-1' },
      { region: 'home-1', style: 'path' },
    ],
    ['not with a wrong secret', { ...MINIO, region: '' }, { wrongSecret: true }, undefined],
    ['not where nobody answers', { ...MINIO, host: 'other:9000' }, {}, undefined],
    ['not for Azure, which has none', AZURE, {}, { region: '', style: 'virtual' }],
  ])('%s', async (_name, place, changed, found) => {
    expect(await find(place, changed)).toEqual(found);
  });

  test("Amazon's old name of a region", async () => {
    const script: Script = () => ({
      status: 200,
      headers: {},
      text: '<LocationConstraint>EU</LocationConstraint>',
    });
    const found = await findRegionAndStyle(scriptedReach('server', script), { ...AMAZON, region: '' }, KEYS);
    expect(found?.region).toBe('eu-west-1');
  });
});

test('the newest object is found over several pages', async () => {
  const page = (from: number, next: string) =>
    `<ListBucketResult><Contents><Key>${from}.png</Key><Size>9</Size><LastModified>2026-01-0${from}T00:00:00Z</LastModified></Contents>${next}</ListBucketResult>`;
  const script: Script = ({ url }) => {
    const token = new URL(url).searchParams.get('continuation-token');
    const text = token === null ? page(1, '<NextContinuationToken>t</NextContinuationToken>') : page(2, '');
    return { status: 200, headers: {}, text };
  };
  expect(await findNewest(scriptedReach('server', script), MINIO, KEYS)).toMatchObject({ key: '2.png' });
  expect(
    await findNewest(
      scriptedReach('server', () => failing('refused')),
      MINIO,
      KEYS,
    ),
  ).toBeUndefined();
});
