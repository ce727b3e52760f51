import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Explained } from '../../src/storage/explain/explained.ts';
import { explain } from '../../src/storage/explain.ts';
import type { Rung } from '../../src/storage/ladder.ts';
import type { Place, Secret } from '../../src/storage/place.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { type Azurite, startAzurite } from '../support/stores/azurite.ts';
import { type Front, startAnswering, startTlsFront } from '../support/stores/front.ts';
import { type GcsChecker, startGcsChecker } from '../support/stores/gcs-checker.ts';
import { type S3rver, startS3rver } from '../support/stores/s3rver.ts';
import { BUCKET, type TestStore } from '../support/stores/store.ts';
import { SWIFT_REGION, startSwift, whyNoSwift } from '../support/stores/swift.ts';
import { type As, createTestApp, ORIGIN, type TestApp } from '../support/test-app.ts';

const noSwift = whyNoSwift();
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect width="9" height="9"/></svg>';
const FIVE_GB = 5_000_000_000;

let app: TestApp;
let s3: S3rver;
let swift: TestStore;
let azure: Azurite;
let gcs: GcsChecker;
let byTls: Front;
let redirecting: Front;
let target: string;
let closedPort: number;
let lead: Seeded;
beforeAll(async () => {
  [s3, azure, gcs] = [await startS3rver(), await startAzurite(), await startGcsChecker()];
  if (noSwift === undefined) swift = await startSwift();
  byTls = await startTlsFront(s3.port);
  redirecting = await startAnswering((_request, response) =>
    response.writeHead(307, { location: target }).end(),
  );
  const gone = await startAnswering((_request, response) => response.end());
  closedPort = gone.port;
  await gone.stop();
  const ports = [...allStores().map(({ port }) => port), byTls.port, redirecting.port, closedPort];
  const environment = { ATRIUM_STORAGE_ALLOW_HOSTS: ports.map((port) => `127.0.0.1:${port}`).join(',') };
  app = await createTestApp({ environment });
  lead = await seedPerson(app.parts);
  for (const store of allStores()) await store.put('a/sample.png', PNG, 'image/png');
});
afterAll(async () => {
  await app.end();
  for (const { stop } of [...allStores(), byTls, redirecting]) await stop();
});

function allStores(): TestStore[] {
  return [s3, azure, gcs, ...(noSwift === undefined ? [swift] : [])];
}

/** How a diagnosis ends: the broken rung, or the object's when none is. */
interface Told extends Explained {
  rung: string;
  code: string;
}

interface Asked {
  place: Place;
  secret: Secret;
  url: string;
}

const of = (store: TestStore, key = 'a/sample.png'): Asked => ({
  place: store.place,
  secret: store.secret,
  url: store.url(key),
});

const toldBy = (rungs: Rung[], origin: string): Told => {
  const rung = rungs.find(({ state }) => state === 'broken') ?? rungs.at(-1);
  if (rung === undefined) throw new Error('no rungs');
  return { rung: rung.rung, code: rung.code, ...explain(rung, { who: 'server', origin }) };
};

/** Asks the server's doctor about a URL of an entry that is there for the question. */
async function diagnosed({ place, secret, url }: Asked, by = app, person = lead): Promise<Told> {
  const as: As = { session: person.session, tenant: person.workspace_id };
  const saved = await by.call('storage_access.save', { ...place, secret }, as);
  expect([saved.code, saved.message]).toEqual([200, 'OK']);
  const { data } = await by.call('storage_access.diagnose', { url }, as);
  await by.call('storage_access.delete', { id: saved.data.id }, as);
  return toldBy(data.rungs, by.parts.config.web_origins[0] ?? ORIGIN);
}

/** Every different thing that was told in this file, by its code. */
const told = new Map<string, Told>();
function expectTold(answer: Told, expected: { rung: string; code: string; title: string }): void {
  expect(answer).toMatchObject(expected);
  expect(answer.sentence.length).toBeGreaterThan(20);
  told.set(answer.code, answer);
}

const NAMES = ['s3', 'azure', 'gcs', ...(noSwift === undefined ? ['swift' as const] : [])] as const;
const named = (name: (typeof NAMES)[number]) => ({ s3, azure, gcs, swift })[name];

describe.each(NAMES)('%s', (name) => {
  test('climbs to the picture', async () => {
    const answer = await diagnosed(of(named(name)));
    expect([answer.rung, answer.code, answer.cure]).toEqual(['object', 'readable', undefined]);
  });

  test('a wrong secret', async () => {
    const store = named(name);
    const answer = await diagnosed({ ...of(store), secret: store.wrong });
    const what = { s3: 'secret', swift: 'secret', azure: 'account key', gcs: 'private key' }[name];
    expectTold(answer, { rung: 'signature', code: 'wrong_secret', title: `The ${what} is wrong` });
    expect(answer.cure?.text).toMatch(/copy the secret again/i);
  });

  test('a bucket that is not there', async () => {
    const store = named(name);
    const answer = await diagnosed({
      place: { ...store.place, bucket: 'absent' },
      secret: store.secret,
      url: store.url('a/sample.png').replace(`/${BUCKET}/`, '/absent/'),
    });
    expectTold(answer, { rung: 'object', code: 'no_such_bucket', title: 'The bucket does not exist' });
    expect(answer.sentence).toContain('absent');
  });

  test('an object that is not there, with the one that was meant', async () => {
    const answer = await diagnosed(of(named(name), 'a/Sample.png'));
    expectTold(answer, { rung: 'object', code: 'no_such_key', title: 'The object does not exist' });
    expect(answer.sentence).toContain('but there is a/sample.png');
  });

  describe('without CORS', () => {
    beforeEach(() => named(name).allowOrigin(null));
    afterEach(() => named(name).allowOrigin('*'));

    test('gives the rule to paste; with that rule the ladder is climbed', async () => {
      const store = named(name);
      const answer = await diagnosed(of(store));
      expectTold(answer, { rung: 'cors', code: 'no_cors', title: 'The store does not admit this page' });
      const rule = answer.cure?.paste?.map(({ text }) => text).join('\n') ?? '';
      const [, origin] =
        /(http:\/\/127\.0\.0\.1:\d+)["'\s]/.exec(rule.replace(/--endpoint-url \S+/g, '')) ?? [];
      expect(origin).toBe(ORIGIN);
      await store.allowOrigin(origin ?? null);
      expect((await diagnosed(of(store))).code).toBe('readable');
    });
  });
});

describe('keys', () => {
  test('a key pair that the store does not know', async () => {
    const unknown = { ...s3.secret, key: 'AKIANOBODY' } as Secret;
    const answer = await diagnosed({ ...of(s3), secret: unknown });
    expectTold(answer, { rung: 'signature', code: 'unknown_key', title: 'The key is not known' });
  });

  test('a SAS that has ended, with the time', async () => {
    const secret = azure.sas(new Date(Date.now() - 60_000));
    const answer = await diagnosed({ ...of(azure), secret });
    expectTold(answer, { rung: 'signature', code: 'sas_expired', title: 'The SAS has expired' });
    expect(answer.cure?.text).toContain('Shared access tokens');
  });

  test('a SAS that was changed', async () => {
    const { sas } = azure.sas(new Date(Date.now() + 3_600_000));
    const secret = { type: 'sas' as const, sas: sas.replace(/sp=rl/, 'sp=rwl') };
    const answer = await diagnosed({ ...of(azure), secret });
    expectTold(answer, { rung: 'signature', code: 'bad_sas', title: 'The SAS is wrong' });
  });

  test("Google's other kind of keys, right and wrong", async () => {
    expect((await diagnosed({ ...of(gcs), secret: gcs.hmac })).code).toBe('readable');
    const wrong = { ...gcs.hmac, secret: 'Zm9yIG5vIGtleSBvZiB0aGlzIGNoZWNrZXIhIQ' };
    expect(await diagnosed({ ...of(gcs), secret: wrong })).toMatchObject({
      rung: 'signature',
      code: 'wrong_secret',
    });
  });
});

describe.skipIf(noSwift)(
  `a store that is strict about region and clock${noSwift ? ` (${noSwift})` : ''}`,
  () => {
    test('a wrong region, with the right one to change to', async () => {
      const place = { ...swift.place, region: 'us-west-2' };
      const answer = await diagnosed({ ...of(swift), place });
      expectTold(answer, { rung: 'signature', code: 'wrong_region', title: 'The region is wrong' });
      expect(answer.cure).toMatchObject({ fix: { region: SWIFT_REGION } });
      expect((await diagnosed({ ...of(swift), place: { ...place, ...answer.cure?.fix } })).code).toBe(
        'readable',
      );
    });

    test.each(['', 'us-west-2'])(
      'testing an entry with the region "%s" finds the right one and keeps it',
      async (region) => {
        const as: As = { session: lead.session, tenant: lead.workspace_id };
        const body = { ...swift.place, region, secret: swift.secret };
        const { id } = (await app.call('storage_access.save', body, as)).data;
        const { rungs, found, newest } = (await app.call('storage_access.test', { id }, as)).data;
        expect(found).toEqual({ region: SWIFT_REGION, style: 'path' });
        expect(toldBy(rungs, ORIGIN).code).toBe('readable');
        expect(newest.url).toBe(swift.url('a/sample.png'));
        const { links } = (await app.call('storage_access.sign', { urls: [swift.url('a/sample.png')] }, as))
          .data;
        expect((await swift.visit(links[0].link)).body).toEqual(PNG);
        await app.call('storage_access.delete', { id }, as);
      },
    );

    describe('a clock of the server that is 40 minutes wrong', () => {
      afterEach(() => vi.useRealTimers());

      test.each([40, -40])('by %d minutes: links are made by the clock of the store', async (minutes) => {
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
        const as: As = { session: lead.session, tenant: lead.workspace_id };
        const { id } = (await app.call('storage_access.save', { ...swift.place, secret: swift.secret }, as))
          .data;
        const url = swift.url('a/sample.png');
        const { rungs } = (await app.call('storage_access.diagnose', { url }, as)).data;
        // Swift takes links whose time has not come.
        const expected = minutes < 0 ? 'clock_corrected' : 'accepted';
        expect(rungs.map(({ code }: Rung) => code)).toContain(expected);
        const { links } = (await app.call('storage_access.sign', { urls: [url] }, as)).data;
        expect((await swift.visit(links[0].link)).status).toBe(200);
        await app.call('storage_access.delete', { id }, as);
      });
    });
  },
);

describe('the way to the store', () => {
  test('a certificate that nobody vouches for', async () => {
    const place = { ...s3.place, scheme: 'https' as const, host: byTls.host };
    const answer = await diagnosed({ ...of(s3), place, url: `s3://${byTls.host}/${BUCKET}/a/sample.png` });
    expectTold(answer, { rung: 'network', code: 'self_signed', title: 'The certificate is not trusted' });
    expect(answer.cure?.paste?.[0]?.text).toContain('NODE_EXTRA_CA_CERTS=');
  });

  test('a store that speaks the other scheme, with the change that cures it', async () => {
    const place = { ...s3.place, scheme: 'https' as const };
    const answer = await diagnosed({ ...of(s3), place });
    expectTold(answer, { rung: 'network', code: 'wrong_scheme', title: 'The store speaks http' });
    expect((await diagnosed({ ...of(s3), place: { ...place, ...answer.cure?.fix } })).code).toBe('readable');
  });

  test('a port where nothing listens', async () => {
    const host = `127.0.0.1:${closedPort}`;
    const answer = await diagnosed({
      ...of(s3),
      place: { ...s3.place, host },
      url: `s3://${host}/${BUCKET}/a.png`,
    });
    expectTold(answer, { rung: 'network', code: 'refused', title: 'Nothing listens there' });
  });

  test.each([
    ['http://169.254.169.254/latest/meta-data/', 'redirect_private', 'A redirect into a private network'],
    ['http://10.1.2.3:9000/a.png', 'redirect_private', 'A redirect into a private network'],
    ['https://console.example.org/login', 'redirected', 'The store sends elsewhere'],
  ])('a redirect to %s is told and not followed', async (location, code, title) => {
    target = location;
    const { host } = redirecting;
    const answer = await diagnosed({
      ...of(s3),
      place: { ...s3.place, host },
      url: `s3://${host}/${BUCKET}/a.png`,
    });
    expectTold(answer, { rung: 'network', code, title });
    expect(answer.sentence).toContain(new URL(location).host);
    expect(JSON.stringify(answer)).not.toContain(new URL(location).pathname);
  });

  test('a plain http store on an https page', async () => {
    const secured = await createTestApp({ environment: { ATRIUM_PUBLIC_URL: 'https://atrium.example.com' } });
    try {
      const place = { ...s3.place, host: 'minio.example.org:9000' };
      const url = `s3://minio.example.org:9000/${BUCKET}/a.png`;
      const answer = await diagnosed({ ...of(s3), place, url }, secured, await seedPerson(secured.parts));
      expectTold(answer, {
        rung: 'network',
        code: 'mixed_content',
        title: 'A plain http store on an https page',
      });
    } finally {
      await secured.end();
    }
  });
});

describe('objects that are not what they seem', () => {
  test('an image of 5 GB is told by its size, without being fetched', async () => {
    await s3.putSparse('a/huge.png', PNG, FIVE_GB, 'image/png');
    const started = performance.now();
    const answer = await diagnosed(of(s3, 'a/huge.png'));
    expectTold(answer, { rung: 'object', code: 'too_large', title: 'Too large to show' });
    expect(answer.sentence).toContain('5.0 GB');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('a text that is named .png', async () => {
    await s3.put('a/text.png', 'epoch,loss\n1,0.5\n', 'image/png');
    const answer = await diagnosed(of(s3, 'a/text.png'));
    expectTold(answer, { rung: 'object', code: 'not_an_image', title: 'Not an image' });
    expect(answer.sentence).toContain('a text');
  });

  test('an SVG with a script in it', async () => {
    await s3.put('a/drawing.svg', SVG, 'image/svg+xml');
    const answer = await diagnosed(of(s3, 'a/drawing.svg'));
    expectTold(answer, { rung: 'object', code: 'svg_with_script', title: 'A drawing with a script in it' });
    expect(answer.sentence).toContain('its script does not run');
  });

  test('an object without a byte in it', async () => {
    await s3.put('a/empty.png', '', 'image/png');
    expectTold(await diagnosed(of(s3, 'a/empty.png')), {
      rung: 'object',
      code: 'empty_object',
      title: 'The object is empty',
    });
  });
});

test('every one of them has a sentence and a cure of its own', () => {
  const all = [...told.values()];
  expect(all.length).toBeGreaterThanOrEqual(noSwift === undefined ? 17 : 16);
  expect(all.filter(({ cure }) => !cure?.text).map(({ code }) => code)).toEqual([]);
  for (const part of ['title', 'sentence'] as const)
    expect(new Set(all.map((one) => one[part])).size).toBe(all.length);
});
