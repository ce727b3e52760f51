import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Place, Secret } from '../../src/storage/place.ts';
import { placeFrom } from '../../src/storage/place-input.ts';
import { seedPerson } from '../support/seeds.ts';
import { HARD_KEYS } from '../support/storage/hard-keys.ts';
import { type Azurite, startAzurite } from '../support/stores/azurite.ts';
import { CUSTODIES, type Custody, createKeeper, type Keeper } from '../support/stores/custodies.ts';
import { type GcsChecker, startGcsChecker } from '../support/stores/gcs-checker.ts';
import { startS3rver } from '../support/stores/s3rver.ts';
import { BUCKET, pathOfKey, type TestStore } from '../support/stores/store.ts';
import { startSwift, whyNoSwift } from '../support/stores/swift.ts';
import { filled, ROW_KEYS, URL_TABLES, type UrlTable } from '../support/stores/url-tables.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const ACCOUNT = 'devstoreaccount1';
const noSwift = whyNoSwift();
type StoreName = UrlTable['stores'][number];

let app: TestApp;
let keeper: Keeper;
const stores = new Map<StoreName, TestStore>();
beforeAll(async () => {
  stores.set('s3rver', await startS3rver());
  stores.set('azurite', await startAzurite());
  stores.set('azurite, https', await startAzurite({ tls: true }));
  stores.set('GCS', await startGcsChecker());
  if (noSwift === undefined) stores.set('Swift', await startSwift());
  for (const store of stores.values())
    for (const key of new Set([...ROW_KEYS, ...hardKeysOf(store)]))
      await store.put(key, `${store.name} ${key}`, 'image/png');
  const environment = { ATRIUM_STORAGE_ALLOW_HOSTS: `127.0.0.1:${storeOf('azurite').port}` };
  app = await createTestApp({ environment });
  keeper = await createKeeper(app, await seedPerson(app.parts));
});
afterAll(async () => {
  await app.end();
  for (const store of stores.values()) await store.stop();
});

/**
 * The hard keys that a store can hold. ClearML's SDK writes no key with a slash in front; s3rver makes files of keys;
 * Azure makes slashes of backslashes.
 */
function hardKeysOf({ name }: TestStore): string[] {
  const missing = name === 's3rver' ? /^\/|\/\/|\/$/ : name === 'azurite' ? /^\/|\\/ : /^\//;
  return HARD_KEYS.filter((key) => !missing.test(key)).map((key) =>
    key.startsWith('a/') ? key : `a/${key}`,
  );
}

interface Row {
  store: StoreName;
  kind: UrlTable['kind'];
  spelling: UrlTable['spellings'][number];
  form: string;
  custody: Custody;
  key: string;
}

function rowsOf({ kind, stores: names, spellings, forms }: UrlTable): Row[] {
  const rows = names.flatMap((store) =>
    spellings.flatMap((spelling) =>
      forms.flatMap((form) => CUSTODIES.map((custody) => ({ store, kind, spelling, form, custody }))),
    ),
  );
  return rows.map((row, i) => ({ ...row, key: ROW_KEYS[i % ROW_KEYS.length] ?? '' }));
}

/** The entry as a person types it, the URL as it is stored. */
function prepared({ kind, spelling, form, key }: Row, { port }: TestStore): { place: Place; url: string } {
  const values = { port: String(port), bucket: BUCKET, account: ACCOUNT };
  const fill = (text: string) => filled(text, values);
  const made = placeFrom({
    kind,
    host: fill(spelling.typed),
    bucket: spelling.bucket ?? BUCKET,
    region: spelling.region ?? '',
    account: fill(spelling.account ?? ''),
  });
  if ('errors' in made) throw new Error(made.errors.map(({ message }) => message).join(' '));
  const named = fill(spelling.named);
  const url = filled(form, { ...values, named, key, path: pathOfKey(key) });
  const region = kind === 's3' && made.place.region === '' ? 'eu-central-1' : made.place.region;
  return { place: { ...made.place, region }, url };
}

function storeOf(name: StoreName): TestStore {
  const store = stores.get(name);
  if (store === undefined) throw new Error(`${name} was not started`);
  return store;
}

async function fetched(row: Row, secret: Secret) {
  const store = storeOf(row.store);
  const { place, url } = prepared(row, store);
  return keeper.withLink({ custody: row.custody, place, secret }, url, (link) => store.visit(link));
}

const hasStore = ({ store }: { store: StoreName }) => store !== 'Swift' || noSwift === undefined;
const nameOf = ({ store, spelling, form, custody, key }: Row) =>
  `${store}: entry "${spelling.typed}", ${form}, ${custody}, ${key}`;

describe.each(URL_TABLES)('$title', (table) => {
  const rows = rowsOf(table).filter(hasStore);
  test.each(rows.map((row) => [nameOf(row), row] as const))('%s', async (_name, row) => {
    const { status, body } = await fetched(row, storeOf(row.store).secret);
    expect([status, body.toString()]).toEqual([200, `${storeOf(row.store).name} ${row.key}`]);
  });

  test.each(CUSTODIES)('a wrong secret in custody %s is refused by the store', async (custody) => {
    const refusals = rows.filter((row) => row.custody === custody && row.form === table.forms[0]);
    for (const row of refusals) {
      const { status, body } = await fetched(row, storeOf(row.store).wrong);
      expect([nameOf(row), status]).toEqual([nameOf(row), 403]);
      expect(body.toString()).not.toContain(`${storeOf(row.store).name} ${row.key}`);
    }
  });
});

interface Kind {
  title: string;
  store: StoreName;
  secret: (store: TestStore) => Secret;
  wrong: (store: TestStore) => Secret;
  place?: (place: Place) => Place;
}

const withToken = (secret: Secret): Secret => ({ ...secret, token: 'IQoJb3JpZ2luX2VjE/+==' }) as Secret;
const inAnHour = () => new Date(Date.now() + 3_600_000);
const SECRETS: Kind[] = [
  ...(['s3rver', 'Swift'] as const).flatMap((store): Kind[] => [
    { title: 'S3 keys', store, secret: ({ secret }) => secret, wrong: ({ wrong }) => wrong },
    {
      title: 'S3 keys with a session token',
      store,
      secret: ({ secret }) => withToken(secret),
      wrong: ({ wrong }) => withToken(wrong),
    },
    {
      title: 'S3 keys of a prefix',
      store,
      secret: ({ secret }) => secret,
      wrong: ({ wrong }) => wrong,
      place: (place) => ({ ...place, prefix: 'a' }),
    },
  ]),
  {
    title: 'account key of a whole account',
    store: 'azurite',
    secret: ({ secret }) => secret,
    wrong: ({ wrong }) => wrong,
    place: (place) => ({ ...place, bucket: '' }),
  },
  {
    title: 'SAS of a container',
    store: 'azurite',
    secret: (store) => (store as Azurite).sas(inAnHour()),
    wrong: (store) => (store as Azurite).sas(new Date(Date.now() - 60_000)),
  },
  {
    title: 'HMAC keys of Google',
    store: 'GCS',
    secret: (store) => (store as GcsChecker).hmac,
    wrong: (store) => ({ ...(store as GcsChecker).hmac, secret: 'Zm9yIG5vIGtleSBvZiB0aGlzIGNoZWNrZXIhIQ' }),
  },
];

describe.each(SECRETS.filter(hasStore))(
  '$store, $title',
  ({ store: name, secret, wrong, place = (own) => own }) => {
    /** What a custody's link gives: from the store, or through the server's door. */
    const ask = (custody: Custody, key: string, by: Secret) => {
      const store = storeOf(name);
      const kept = { custody, place: place(store.place), secret: by };
      return keeper.withLink(kept, store.url(key), async (link) => {
        if (!link.startsWith('api/')) return store.visit(link);
        const answer = await app.web.inject({ url: `/${link}`, headers: keeper.headers });
        return { status: answer.statusCode, body: answer.rawPayload };
      });
    };

    test.each(CUSTODIES)('custody %s gives every hard key, byte for byte', async (custody) => {
      for (const key of hardKeysOf(storeOf(name))) {
        const { status, body } = await ask(custody, key, secret(storeOf(name)));
        expect([key, status, body.toString()]).toEqual([key, 200, `${storeOf(name).name} ${key}`]);
      }
    });

    test.each(CUSTODIES)('custody %s with a wrong secret is refused', async (custody) => {
      const { status, body } = await ask(custody, 'a/100%.png', wrong(storeOf(name)));
      expect([400, 403]).toContain(status);
      expect(body.toString()).not.toContain(storeOf(name).name);
    });
  },
);

test.each(CUSTODIES)('custody %s: a backslash is the slash that Azure makes of it', async (custody) => {
  const { place, secret, url, visit, put } = storeOf('azurite');
  await put('a\\b\\c.png', 'back', 'image/png');
  const { status, body } = await keeper.withLink({ custody, place, secret }, url('a\\b\\c.png'), (link) =>
    visit(link),
  );
  expect([status, body.toString()]).toEqual([200, 'back']);
});

test('the table has at least 60 rows, no two of them the same', () => {
  const rows = URL_TABLES.flatMap(rowsOf).map(nameOf);
  expect(new Set(rows).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThanOrEqual(60);
});

if (noSwift !== undefined) test.skip(`Swift: ${noSwift}`);
