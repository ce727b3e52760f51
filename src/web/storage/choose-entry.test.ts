import { describe, expect, test } from 'vitest';
import type { Place } from '../../storage/place.ts';
import { chooseEntry, type Means } from './choose-entry.ts';
import type { StorageEntries } from './storage-queries.ts';

const HERE = 'b'.repeat(32);
const MEANS: Means = { webcrypto: true, browser: HERE };

const PLACE: Place = {
  kind: 's3',
  scheme: 'https',
  host: '',
  account: '',
  bucket: 'samples',
  prefix: '',
  region: 'us-east-1',
  style: 'virtual',
};
const common = { secret_type: 'keys', has_token: false, created: '', updated: '' } as const;

type Own = StorageEntries['own'][number];
type Shared = StorageEntries['workspace'][number];
const inAccount = (id: string, place: Partial<Place> = {}, sealed: string | null = 'c2VhbGVk'): Own => ({
  ...common,
  ...PLACE,
  ...place,
  id,
  custody: 'account',
  sealed,
  browser: null,
});
const inBrowser = (id: string, browser: string, place: Partial<Place> = {}): Own => ({
  ...common,
  ...PLACE,
  ...place,
  id,
  custody: 'browser',
  sealed: null,
  browser: { id: browser, name: 'Firefox 146 on Ubuntu' },
});
const shared = (id: string, place: Partial<Place> = {}): Shared => ({
  ...common,
  ...PLACE,
  ...place,
  id,
  created_by: null,
});

const URL_IN_RUN = 's3://samples/run/a.png';
function chosen(own: Own[], workspace: Shared[], means = MEANS, url = URL_IN_RUN): string {
  const choice = chooseEntry(url, { own, workspace }, means);
  if ('problem' in choice) return choice.problem;
  return 'href' in choice ? choice.href : choice.entry.id;
}

describe('which entry serves a URL', () => {
  test('the longest bucket and prefix, whoever holds it', () => {
    expect(chosen([inAccount('own')], [shared('shared', { prefix: 'run' })])).toBe('shared');
    expect(chosen([inAccount('own', { prefix: 'run' })], [shared('shared')])).toBe('own');
  });

  test("one's own before the workspace's when they are equally long", () => {
    expect(chosen([inAccount('own')], [shared('shared')])).toBe('own');
  });

  test('an own entry that cannot sign here gives way to one that can, even if that is shorter', () => {
    const elsewhere = inBrowser('own', 'f'.repeat(32), { prefix: 'run' });
    expect(chosen([elsewhere], [shared('shared')])).toBe('shared');
    expect(chosen([inAccount('own', { prefix: 'run' }, null)], [shared('shared')])).toBe('shared');
    expect(
      chosen([inAccount('own', { prefix: 'run' })], [shared('shared')], { ...MEANS, webcrypto: false }),
    ).toBe('shared');
  });

  test('one that is only locked does not give way: its passphrase can be typed', () => {
    expect(chosen([inAccount('own', { prefix: 'run' })], [shared('shared')])).toBe('own');
  });

  test('nothing else fits: the entry says why it cannot be used here', () => {
    expect(chosen([inBrowser('own', 'f'.repeat(32))], [])).toBe('other_browser');
    expect(chosen([inAccount('own', {}, null)], [])).toBe('reset');
    expect(chosen([inAccount('own')], [], { ...MEANS, webcrypto: false })).toBe('no_webcrypto');
    expect(chosen([inBrowser('own', HERE)], [], { ...MEANS, browser: null })).toBe('other_browser');
    expect(chosen([inBrowser('own', HERE)], [])).toBe('own');
  });

  test('no entry at all, with those that were looked at and why they do not fit', () => {
    const choice = chooseEntry(
      URL_IN_RUN,
      { own: [inAccount('own', { bucket: 'other' })], workspace: [] },
      MEANS,
    );
    expect(choice).toMatchObject({
      problem: 'no_entry',
      considered: [{ entry: { id: 'own' }, why: 'bucket' }],
    });
  });

  test('a plain web address needs no entry, unless an entry is for its host', () => {
    const url = 'https://minio.example.org:9000/samples/run/a.png';
    expect(chosen([inAccount('own')], [], MEANS, url)).toBe(url);
    const own = inAccount('own', { host: 'minio.example.org:9000', style: 'path' });
    expect(chosen([own], [], MEANS, url)).toBe('own');
  });

  test('what is no address throws', () => {
    expect(() => chosen([], [], MEANS, '/home/me/a.png')).toThrow(/path on the machine/);
  });
});
