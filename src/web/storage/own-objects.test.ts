import { expect, test } from 'vitest';
import type { Answer, Reach } from '../../storage/ladder.ts';
import type { Place, Secret } from '../../storage/place.ts';
import { createClocks, listObjectsOf, signObjects } from './own-objects.ts';

const PLACE: Place = {
  kind: 's3',
  scheme: 'http',
  host: '127.0.0.1:9000',
  account: '',
  bucket: 'samples',
  prefix: 'run',
  region: 'us-east-1',
  style: 'path',
};
const SECRET: Secret = { type: 'keys', key: 'AKIAEXAMPLE', secret: 'example' };
const NOW = Date.parse('2026-05-01T12:00:00Z');
const HOUR_MS = 3_600_000;

const LISTING = `<?xml version="1.0"?><ListBucketResult>
  <Contents><Key>run/a b.png</Key><Size>7</Size><LastModified>2026-04-30T10:00:00Z</LastModified></Contents>
  <NextContinuationToken>token-2</NextContinuationToken></ListBucketResult>`;
const SKEWED = `<Error><Code>RequestTimeTooSkewed</Code><ServerTime>2026-05-01T13:00:00Z</ServerTime></Error>`;

/** A store that gives these answers one after the other, and what it was asked. */
function storeAnswering(...answers: (Partial<Answer> | { failed: 'unreachable'; detail: string })[]) {
  const asked: URL[] = [];
  const reach: Reach = {
    who: 'browser',
    origin: 'https://atrium.example.org',
    now: () => new Date(NOW),
    async send({ url }) {
      asked.push(new URL(url));
      const answer = answers[asked.length - 1] ?? {};
      return 'failed' in answer ? answer : { status: 200, headers: {}, text: '', ...answer };
    },
  };
  return { asked, reach };
}

const dateOf = (url: URL | undefined) => url?.searchParams.get('X-Amz-Date');
const list = (reach: Reach, clocks = createClocks(() => NOW)) =>
  listObjectsOf(PLACE, SECRET, clocks, reach, { prefix: 'run' });

test('a listing gives the objects with the addresses that tasks would have written', async () => {
  const { reach } = storeAnswering({ text: LISTING });
  expect(await list(reach)).toEqual({
    next: 'token-2',
    objects: [
      {
        key: 'run/a b.png',
        url: 's3://127.0.0.1:9000/samples/run/a b.png',
        size: 7,
        modified: '2026-04-30T10:00:00.000Z',
      },
    ],
  });
});

test('a store whose clock differs is asked once more in its own time, and links follow it', async () => {
  const { reach, asked } = storeAnswering({ status: 403, text: SKEWED }, { text: LISTING });
  const clocks = createClocks(() => NOW);
  await list(reach, clocks);
  expect(asked.map(dateOf)).toEqual(['20260501T120000Z', '20260501T130000Z']);
  const [link] = await signObjects(PLACE, SECRET, clocks, {
    objects: [{ bucket: 'samples', key: 'run/a.png' }],
    method: 'GET',
  });
  expect(dateOf(new URL(link?.href ?? ''))).toBe('20260501T130000Z');
});

test('a refusal is asked for once and told by its code', async () => {
  const denied = '<Error><Code>SignatureDoesNotMatch</Code></Error>';
  const { reach, asked } = storeAnswering({ status: 403, text: denied });
  await expect(list(reach)).rejects.toMatchObject({ trouble: 'refused', message: 'wrong_secret' });
  expect(asked).toHaveLength(1);
});

test('no answer is told as that', async () => {
  const { reach } = storeAnswering({ failed: 'unreachable', detail: '' });
  await expect(list(reach)).rejects.toMatchObject({ trouble: 'unreachable' });
});

test('clocks that differ by seconds only are left alone', () => {
  const clocks = createClocks(() => NOW);
  const date = (ms: number) => ({
    status: 200,
    text: '',
    headers: { date: new Date(NOW + ms).toUTCString() },
  });
  expect(clocks.learn(PLACE, date(20_000))).toBe(false);
  expect(clocks.learn(PLACE, date(HOUR_MS))).toBe(true);
  expect(clocks.at(PLACE).getTime()).toBe(NOW + HOUR_MS);
  expect(clocks.at({ ...PLACE, host: 'elsewhere.example.org' }).getTime()).toBe(NOW);
});

test('a SAS stays as it is and has no end that is known', async () => {
  const azure: Place = {
    ...PLACE,
    kind: 'azure',
    scheme: 'https',
    host: 'vision.blob.core.windows.net',
    account: 'vision',
    bucket: '',
    prefix: '',
    style: 'virtual',
  };
  const [link] = await signObjects(
    azure,
    { type: 'sas', sas: 'sv=1&sig=x%3D' },
    createClocks(() => NOW),
    {
      objects: [{ bucket: 'c', key: 'a.png' }],
      method: 'GET',
    },
  );
  expect(link).toEqual({
    href: 'https://vision.blob.core.windows.net/c/a.png?sv=1&sig=x%3D',
    ends_at_ms: null,
  });
});
