import type { Place, Secret } from '../../../src/storage/place.ts';
import type { BrowserStore } from '../../../src/web/storage/browser-store.ts';
import { chooseEntry, isOwn } from '../../../src/web/storage/choose-entry.ts';
import { createKeyring, type Keyring } from '../../../src/web/storage/keyring.ts';
import { createClocks, signObjects } from '../../../src/web/storage/own-objects.ts';
import type { Seeded } from '../seeds.ts';
import { type As, headersOf, type TestApp } from '../test-app.ts';

export const CUSTODIES = ['browser', 'account', 'workspace'] as const;
export type Custody = (typeof CUSTODIES)[number];

const PASSPHRASE = 'heron gravel 52 lantern';

/** What a browser keeps, without its database. */
async function memoryStore(): Promise<BrowserStore> {
  const kept = new Map<string, Uint8Array>();
  const uses = ['encrypt', 'decrypt'] as const;
  return {
    id: 'b'.repeat(32),
    key: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, uses),
    put: async (_account, entry, sealed) => void kept.set(entry, sealed),
    get: async (_account, entry) => kept.get(entry),
    delete: async (_account, entry) => void kept.delete(entry),
    held: async () => [...kept.keys()].map((entry) => ({ entry, kept_ms: 0 })),
  };
}

/** An entry to be saved, and how. */
export interface Kept {
  custody: Custody;
  place: Place;
  secret: Secret;
}

export interface Keeper {
  /** What the person's browser sends to the server's own door. */
  headers: Record<string, string>;
  /** Makes a link to one URL as page and server do, by an entry that is there only while `work` uses the link. */
  withLink<Result>(kept: Kept, url: string, work: (link: string) => Promise<Result>): Promise<Result>;
}

/** A person whose entries are kept in each of the three ways, through the genuine server and the page's own code. */
export async function createKeeper(app: TestApp, person: Seeded): Promise<Keeper> {
  const as: As = { session: person.session, tenant: person.workspace_id };
  const call = async (name: string, body: object) => {
    const { code, message, data } = await app.call(`storage_access.${name}`, body, as);
    if (code !== 200) throw new Error(`storage_access.${name}: ${message}`);
    return data;
  };
  const store = await memoryStore();
  const ring = createKeyring(person.id, store, Date.now);
  await call('save_lock', await ring.makeLock(PASSPHRASE, 0));
  await ring.unlock((await call('get_all', {})).lock, PASSPHRASE);
  return {
    headers: headersOf({ session: person.session }),
    async withLink(kept, url, work) {
      const isShared = kept.custody === 'workspace';
      const { place, secret } = kept;
      const id = isShared
        ? (await call('save', { ...place, secret })).id
        : await saveOwn(call, { ring, store }, kept);
      try {
        return await work(
          isShared ? await signedByServer(call, url) : await signedHere(call, ring, url, store.id),
        );
      } finally {
        await call(isShared ? 'delete' : 'delete_own', { id });
      }
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: as the answers of test apps
type Call = (name: string, body: object) => Promise<any>;

async function saveOwn(
  call: Call,
  { ring, store }: { ring: Keyring; store: BrowserStore },
  { custody, place, secret }: Kept,
): Promise<string> {
  const entry = { ...place, secret_type: secret.type, has_token: 'token' in secret, custody };
  if (custody === 'account')
    return (await call('save_own', { ...entry, sealed: await ring.seal({ typed: secret }, place) })).id;
  const { id } = await call('save_own', { ...entry, browser: { id: store.id, name: 'tests' } });
  await ring.keep({ typed: secret }, id, place);
  return id;
}

/** As the page's worker does, from the entries that the server lists. */
async function signedHere(call: Call, ring: Keyring, url: string, browser: string): Promise<string> {
  const choice = chooseEntry(url, await call('get_all', {}), { webcrypto: true, browser });
  if (!('entry' in choice) || !isOwn(choice.entry)) throw new Error(`no entry has ${url}`);
  const { entry, object } = choice;
  const clocks = createClocks(Date.now);
  const secret = await ring.secretFrom({ of: entry });
  const [link] = await signObjects(entry, secret, clocks, { objects: [object], method: 'GET' });
  return link?.href ?? '';
}

async function signedByServer(call: Call, url: string): Promise<string> {
  const { links } = await call('sign', { urls: [url] });
  const [{ link, problem }] = links;
  if (link === null) throw new Error(`no link to ${url}: ${problem}`);
  return link;
}
