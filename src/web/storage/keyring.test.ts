import { beforeEach, describe, expect, test } from 'vitest';
import type { Place, Secret } from '../../storage/place.ts';
import type { BrowserStore } from './browser-store.ts';
import { createKeyring, IDLE_MS, type Keyring } from './keyring.ts';
import type { Lock } from './passphrase.ts';
import type { HeldEntry } from './worker-protocol.ts';

const ACCOUNT = 'a'.repeat(32);
const PASSPHRASE = 'velvet anchor 31 moss';
const HOUR_MS = 3_600_000;

const PLACE: Place = {
  kind: 's3',
  scheme: 'https',
  host: 'minio.example.org:9000',
  account: '',
  bucket: 'debug-samples',
  prefix: 'vision',
  region: 'us-east-1',
  style: 'path',
};
const SECRET: Secret = { type: 'keys', key: 'AKIAEXAMPLE', secret: 'planted-secret-value' };

/** A browser's store in memory. */
async function memoryStore(now: () => number): Promise<BrowserStore & { kept: Map<string, Uint8Array> }> {
  const kept = new Map<string, Uint8Array>();
  const times = new Map<string, number>();
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return {
    id: 'b'.repeat(32),
    key,
    kept,
    async put(_account, entry, sealed) {
      kept.set(entry, sealed);
      times.set(entry, now());
    },
    get: async (_account, entry) => kept.get(entry),
    async delete(_account, entry) {
      kept.delete(entry);
    },
    held: async () => [...kept.keys()].map((entry) => ({ entry, kept_ms: times.get(entry) ?? 0 })),
  };
}

let clock = 0;
let store: Awaited<ReturnType<typeof memoryStore>>;
let ring: Keyring;
let lock: Lock;
beforeEach(async () => {
  clock = 1_000_000;
  store = await memoryStore(() => clock);
  ring = createKeyring(ACCOUNT, store, () => clock);
  lock = { ...(await ring.makeLock(PASSPHRASE, 0)), version: 1 };
  await ring.unlock(lock, PASSPHRASE);
});

const inAccount = (sealed: string | null, place = PLACE): HeldEntry => ({
  ...place,
  id: 'c'.repeat(32),
  custody: 'account',
  sealed,
});
const inBrowser: HeldEntry = { ...PLACE, id: 'd'.repeat(32), custody: 'browser', sealed: null };
const trouble = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: { trouble?: string }) => error.trouble ?? 'failed',
  );
const sealed = () => ring.seal({ typed: SECRET }, PLACE);

describe('custody my account', () => {
  test('what was sealed opens in another tab after its passphrase', async () => {
    const entry = inAccount(await sealed());
    const other = createKeyring(ACCOUNT, store, () => clock);
    expect(await trouble(other.secretFrom({ of: entry }))).toBe('locked');
    await other.unlock(lock, PASSPHRASE);
    expect(await other.secretFrom({ of: entry })).toEqual(SECRET);
  });

  test('neither the lock nor what was sealed holds the secret or the passphrase', async () => {
    const text = JSON.stringify(lock) + atob(await sealed());
    expect(text).not.toContain('planted');
    expect(text).not.toContain('velvet');
  });

  test('a wrong passphrase is told, and opens nothing', async () => {
    const other = createKeyring(ACCOUNT, store, () => clock);
    expect(await trouble(other.unlock(lock, 'velvet anchor 31 mos'))).toBe('wrong_passphrase');
    expect(await trouble(other.secretFrom({ of: inAccount(await sealed()) }))).toBe('locked');
  });

  test('a passphrase may be typed in either form of its accents', async () => {
    const made = await ring.makeLock('crème brûlée 2026', 0);
    await ring.unlock(made, 'cre\u0300me bru\u0302le\u0301e 2026');
  });

  test('a changed passphrase opens what was sealed before, the old one no longer', async () => {
    const entry = inAccount(await sealed());
    const next = await ring.changeLock(lock, PASSPHRASE, 'another one, 12 long');
    expect(next.salt).not.toBe(lock.salt);
    const other = createKeyring(ACCOUNT, store, () => clock);
    expect(await trouble(other.unlock(next, PASSPHRASE))).toBe('wrong_passphrase');
    await other.unlock(next, 'another one, 12 long');
    expect(await other.secretFrom({ of: entry })).toEqual(SECRET);
  });

  test('changing needs the present passphrase', async () => {
    expect(await trouble(ring.changeLock(lock, 'not the present one', 'another one'))).toBe(
      'wrong_passphrase',
    );
  });

  test('a lock with fewer rounds than ours is refused', async () => {
    expect(await trouble(ring.unlock({ ...lock, rounds: 1000 }, PASSPHRASE))).toBe('failed');
  });

  test("another account's lock does not open", async () => {
    const other = createKeyring('e'.repeat(32), store, () => clock);
    expect(await trouble(other.unlock(lock, PASSPHRASE))).toBe('wrong_passphrase');
  });

  test.each([
    ['host', { host: 'evil.example.org' }],
    ['scheme', { scheme: 'http' }],
    ['bucket', { bucket: 'other' }],
    ['prefix', { prefix: '' }],
    ['kind', { kind: 'gcs' }],
  ] as const)('a secret does not follow its entry to another %s', async (_name, changed) => {
    const entry = inAccount(await sealed(), { ...PLACE, ...changed });
    expect(await trouble(ring.secretFrom({ of: entry }))).toBe('reset');
  });

  test('region and style, which a test finds, may change', async () => {
    const entry = inAccount(await sealed(), { ...PLACE, region: 'eu-central-1', style: 'virtual' });
    expect(await ring.secretFrom({ of: entry })).toEqual(SECRET);
  });

  test('without what was sealed the keys must be typed again', async () => {
    expect(await trouble(ring.secretFrom({ of: inAccount(null) }))).toBe('reset');
  });
});

describe('idle', () => {
  test('30 idle minutes lock, even when no timer ran', async () => {
    const entry = inAccount(await sealed());
    clock += IDLE_MS;
    expect(await ring.secretFrom({ of: entry })).toEqual(SECRET);
    clock += 1;
    expect(await trouble(ring.secretFrom({ of: entry }))).toBe('locked');
  });

  test('a sign of the person begins them anew; one that comes too late does not unlock', async () => {
    const entry = inAccount(await sealed());
    clock += IDLE_MS - 1;
    ring.touch();
    clock += IDLE_MS - 1;
    expect(await ring.secretFrom({ of: entry })).toEqual(SECRET);
    clock += IDLE_MS;
    ring.touch();
    expect(await trouble(ring.secretFrom({ of: entry }))).toBe('locked');
  });

  test('locking by hand forgets at once', async () => {
    const entry = inAccount(await sealed());
    await ring.secretFrom({ of: entry });
    ring.lock();
    expect(await trouble(ring.secretFrom({ of: entry }))).toBe('locked');
  });
});

describe('custody this browser', () => {
  test('what was kept opens without a passphrase, and lies there sealed', async () => {
    await ring.keep({ typed: SECRET }, inBrowser.id, PLACE);
    ring.lock();
    expect(await ring.secretFrom({ of: inBrowser })).toEqual(SECRET);
    expect(new TextDecoder('latin1').decode(store.kept.get(inBrowser.id))).not.toContain('planted');
  });

  test('another browser does not have it', async () => {
    const elsewhere = createKeyring(ACCOUNT, await memoryStore(() => clock), () => clock);
    await ring.keep({ typed: SECRET }, inBrowser.id, PLACE);
    expect(await trouble(elsewhere.secretFrom({ of: inBrowser }))).toBe('other_browser');
  });

  test('where a browser keeps nothing, keeping is refused', async () => {
    const bare = createKeyring(ACCOUNT, undefined, () => clock);
    expect(await trouble(bare.keep({ typed: SECRET }, inBrowser.id, PLACE))).toBe('no_store');
    expect(await trouble(bare.secretFrom({ of: inBrowser }))).toBe('other_browser');
  });

  test('what was forgotten is gone', async () => {
    await ring.keep({ typed: SECRET }, inBrowser.id, PLACE);
    await ring.forget(inBrowser.id);
    expect(await trouble(ring.secretFrom({ of: inBrowser }))).toBe('other_browser');
  });

  test('secrets of entries that are gone are swept, but not what may just be being added', async () => {
    await ring.keep({ typed: SECRET }, 'old', PLACE);
    clock += 2 * HOUR_MS;
    await ring.keep({ typed: SECRET }, 'new', PLACE);
    await ring.keep({ typed: SECRET }, 'there', PLACE);
    expect(await ring.sweep(['there'])).toEqual(['there']);
    expect([...store.kept.keys()]).toEqual(['new', 'there']);
  });
});

test('a secret moves between the custodies without being typed again', async () => {
  const entry = inAccount(await sealed());
  await ring.keep({ of: entry }, inBrowser.id, PLACE);
  ring.lock();
  expect(await ring.secretFrom({ of: inBrowser })).toEqual(SECRET);
  await ring.unlock(lock, PASSPHRASE);
  const back = inAccount(await ring.seal({ of: inBrowser }, PLACE));
  expect(await ring.secretFrom({ of: back })).toEqual(SECRET);
});
