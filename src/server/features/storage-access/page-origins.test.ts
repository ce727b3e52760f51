import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Seeded, seedMember, seedPerson } from '../../../../tests/support/seeds.ts';
import { placeAzure, placeS3, SECRET_KEYS } from '../../../../tests/support/storage-entries.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { REVOKED_MS, within } from '../../../../tests/support/within.ts';
import type { Place } from '../../../storage/place.ts';

/** A built page, as far as serving it needs one. */
let root: string;
let app: TestApp;
let ann: Seeded;
let bob: Seeded;
let team: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'atrium-page-'));
  for (const folder of ['assets', 'plot-frame']) mkdirSync(join(root, folder));
  writeFileSync(join(root, 'plot-frame/index.html'), '<title>Plot</title>');
  writeFileSync(join(root, 'index.html'), '<html><head><base href="/"><title>x</title></head></html>');
  app = await createTestApp({ webRoot: root });
  [ann, bob] = [await seedPerson(app.parts), await seedPerson(app.parts)];
  team = (await app.call('workspaces.create', { name: 'Team' }, { session: ann.session })).data.id;
  await seedMember(app.parts, team, bob.id, 'viewer');
  await own(ann, { ...placeS3, host: 'ann.example:9000' });
  await own(bob, { ...placeS3, host: 'bob.example:9000' });
  await entry(ann, ann.workspace_id, { ...placeS3, host: 'personal.example:9000' });
  await entry(ann, team, { ...placeS3, host: 'team.example:9000', scheme: 'http' });
  await entry(ann, team, { ...placeS3, host: 'team.example:9000', scheme: 'http', prefix: 'twice' });
  await entry(ann, team, { ...placeS3, host: '', region: 'eu-west-1' });
  await entry(
    ann,
    team,
    { ...placeAzure, host: 'door.blob.core.windows.net' },
    { type: 'sas', sas: 'sv=1&sig=x' },
  );
});
afterAll(async () => {
  await app.end();
  rmSync(root, { recursive: true, force: true });
});

const browser = { id: 'b'.repeat(32), name: 'Firefox' };
async function own({ session }: Seeded, place: Place) {
  const body = { ...place, secret_type: 'keys', has_token: false, custody: 'browser', browser };
  expect((await app.call('storage_access.save_own', body, { session })).code).toBe(200);
}
async function entry({ session }: Seeded, tenant: string, place: Place, secret: object = SECRET_KEYS) {
  expect((await app.call('storage_access.save', { ...place, secret }, { session, tenant })).code).toBe(200);
}

const TEAM = ['http://team.example:9000', 'https://s3.eu-west-1.amazonaws.com'];

/** What the policy of the page at a path admits, of pictures, film and data alike. */
async function admitted(url: string, session?: string): Promise<string[]> {
  const headers = session === undefined ? {} : { cookie: `atrium_session=${session}` };
  const answer = await app.web.inject({ url, headers });
  expect(answer.statusCode).toBe(200);
  const policy = String(answer.headers['content-security-policy']);
  const sources = ['img-src', 'media-src', 'connect-src'].map(
    (name) => new RegExp(`(?:^|; )${name} 'self'([^;]*)`).exec(policy)?.[1]?.trim() ?? 'missing',
  );
  const meta = /<meta name="atrium-origins" content="([^"]*)" \/>/.exec(answer.body)?.[1];
  expect(sources).toEqual([meta, meta, meta]);
  expect(policy).not.toMatch(/unsafe|\*/);
  expect(policy.replace(/(img|media|connect)-src [^;]*; ?/g, '')).not.toContain('://');
  return meta ? meta.split(' ') : [];
}

test('the page of a workspace admits exactly its entries and its person’s own', async () => {
  expect(await admitted(`/w/${team}/projects`, ann.session)).toEqual(
    [...TEAM, 'https://ann.example:9000'].toSorted(),
  );
  expect(await admitted(`/w/${team}`, bob.session)).toEqual([...TEAM, 'https://bob.example:9000'].toSorted());
  expect(await admitted(`/w/${ann.workspace_id}/settings?x=1`, ann.session)).toEqual([
    'https://ann.example:9000',
    'https://personal.example:9000',
  ]);
});

test('a workspace one is no member of adds nothing, whatever the address says', async () => {
  expect(await admitted(`/w/${ann.workspace_id}`, bob.session)).toEqual(['https://bob.example:9000']);
  expect(await admitted(`/w/${'f'.repeat(32)}`, bob.session)).toEqual(['https://bob.example:9000']);
});

test('other pages admit those of the workspace shown last, else of the personal one', async () => {
  const personal = ['https://ann.example:9000', 'https://personal.example:9000'];
  expect(await admitted('/settings/configuration', ann.session)).toEqual(personal);
  const set = (workspace: string) =>
    app.call(
      'users.set_preferences',
      { preferences: { users: { activeWorkspace: workspace } } },
      { session: ann.session },
    );
  await set(team);
  expect(await admitted('/view?url=s3://a/b', ann.session)).toEqual(
    [...TEAM, 'https://ann.example:9000'].toSorted(),
  );
  await set(bob.workspace_id);
  expect(await admitted('/', ann.session)).toEqual(personal);
});

test('nobody, an invalid cookie, an ended session and a disabled account get none', async () => {
  expect(await admitted(`/w/${team}`)).toEqual([]);
  for (const cookie of ['x'.repeat(43), '', 'a b', ann.key.secret_key])
    expect(await admitted(`/w/${team}`, cookie)).toEqual([]);
  const gone = await seedPerson(app.parts);
  await own(gone, { ...placeS3, host: 'gone.example:9000' });
  expect(await admitted('/', gone.session)).toEqual(['https://gone.example:9000']);
  await app.parts.database.pool.query("update accounts set state = 'disabled' where id = $1", [gone.id]);
  await within(
    REVOKED_MS,
    () => admitted('/', gone.session),
    (origins) => origins.length === 0,
  );
});

test('a deleted entry is admitted no longer; the cookie is neither set nor refreshed', async () => {
  const carl = await seedPerson(app.parts);
  await own(carl, { ...placeS3, host: 'carl.example:9000' });
  expect(await admitted('/', carl.session)).toEqual(['https://carl.example:9000']);
  const { id } = (await app.call('storage_access.get_all', {}, { session: carl.session })).data.own[0];
  await app.call('storage_access.delete_own', { id }, { session: carl.session });
  expect(await admitted('/', carl.session)).toEqual([]);
  const { headers } = await app.web.inject({
    url: '/',
    headers: { cookie: `atrium_session=${'x'.repeat(43)}` },
  });
  expect(headers).not.toHaveProperty('set-cookie');
  expect(headers['cache-control']).toBe('no-store');
});

test('what a policy cannot name is left out, even when it got into the database', async () => {
  const dora = await seedPerson(app.parts);
  for (const host of [
    '[fd00::1]:9000',
    "x.example;script-src 'unsafe-inline'",
    '*.example.org',
    'a.example b.example',
  ])
    await app.parts.database.db
      .insertInto('own_storage_entries')
      .values({
        ...{
          ...placeS3,
          host,
          account_id: dora.id,
          id: Buffer.from(host).toString('hex').padEnd(32, '0').slice(0, 32),
        },
        ...{ secret_type: 'keys', has_token: false, custody: 'browser', sealed: null },
        ...{ browser_id: browser.id, browser_name: browser.name },
      })
      .execute();
  expect(await admitted('/', dora.session)).toEqual([]);
});

test('without a database the page comes all the same, within seconds', async () => {
  await app.parts.database.pool.query('alter table own_storage_entries rename to entries_away');
  expect(await admitted(`/w/${team}`, ann.session)).toEqual([]);
  await app.parts.database.pool.query('alter table entries_away rename to own_storage_entries');
  expect(app.logged.some((line) => line.includes('without the origins of its storage'))).toBe(true);
});
