import type { Place, Secret } from '../../storage/place.ts';
import { fromBase64, toBase64 } from './base64.ts';
import type { BrowserStore } from './browser-store.ts';
import { changeLock, type Lock, makeLock, openLock, WrongPassphrase } from './passphrase.ts';
import { openSecret, sealSecret } from './sealing.ts';
import { type HeldEntry, KeyError, type SecretFrom } from './worker-protocol.ts';

/** After so long without a sign of the person the passphrase must be typed again. */
export const IDLE_MS = 30 * 60_000;

const SWEPT_AFTER_MS = 3_600_000;

/** The secrets of one account's own entries, as far as this tab may open them. Lives in the worker. */
export type Keyring = ReturnType<typeof createKeyring>;

/** @throws KeyError for a wrong passphrase */
async function asked<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof WrongPassphrase) throw new KeyError('wrong_passphrase', error.message);
    throw error;
  }
}

export function createKeyring(account: string, store: BrowserStore | undefined, now: () => number) {
  let dataKey: CryptoKey | undefined;
  let seen = now();
  /** Opened secrets by entry, so that a thousand links need one decryption and one imported key. */
  const opened = new Map<string, { sealed: string; secret: Secret }>();

  const lock = () => {
    dataKey = undefined;
    opened.clear();
  };
  const accountKey = (): CryptoKey => {
    // timers are late in a hidden tab and stand still while the machine sleeps
    if (now() - seen > IDLE_MS) lock();
    if (!dataKey) throw new KeyError('locked');
    return dataKey;
  };
  const browserStore = (): BrowserStore => {
    if (!store) throw new KeyError('no_store');
    return store;
  };

  async function sealedOf({ id, custody, sealed }: HeldEntry): Promise<{ key: CryptoKey; sealed: string }> {
    if (custody === 'account') {
      if (!sealed) throw new KeyError('reset');
      return { key: accountKey(), sealed };
    }
    const kept = await store?.get(account, id);
    if (!store || !kept) throw new KeyError('other_browser');
    return { key: store.key, sealed: toBase64(kept) };
  }

  /** @throws KeyError */
  async function secretOf(entry: HeldEntry): Promise<Secret> {
    const { key, sealed } = await sealedOf(entry);
    const known = opened.get(entry.id);
    if (known?.sealed === sealed) return known.secret;
    try {
      const secret = await openSecret(key, fromBase64(sealed), account, entry);
      opened.set(entry.id, { sealed, secret });
      return secret;
    } catch {
      throw new KeyError('reset');
    }
  }
  const secretFrom = (from: SecretFrom) =>
    'typed' in from ? Promise.resolve(from.typed) : secretOf(from.of);

  return {
    lock,
    touch: () => {
      if (now() - seen > IDLE_MS) lock();
      seen = now();
    },
    makeLock: (passphrase: string, version: number) => makeLock(passphrase, account, version),
    changeLock: (given: Lock, old: string, next: string) => asked(changeLock(given, { old, next }, account)),
    unlock: async (given: Lock, passphrase: string) => {
      dataKey = await asked(openLock(given, passphrase, account));
      seen = now();
    },
    secretFrom,
    /** Sealed under the passphrase's data key. */
    seal: async (from: SecretFrom, place: Place) =>
      toBase64(await sealSecret(accountKey(), await secretFrom(from), account, place)),
    /** Sealed under this browser's key, into its store. */
    keep: async (from: SecretFrom, id: string, place: Place) => {
      const { key, put } = browserStore();
      await put(account, id, await sealSecret(key, await secretFrom(from), account, place));
    },
    forget: async (id: string) => {
      opened.delete(id);
      await store?.delete(account, id);
    },
    /** What is here of the entries that there are; the rest goes, unless another tab may be adding it just now. */
    sweep: async (present: readonly string[]) => {
      const held = (await store?.held(account)) ?? [];
      for (const { entry, kept_ms } of held)
        if (!present.includes(entry) && now() - kept_ms > SWEPT_AFTER_MS) await store?.delete(account, entry);
      return held.map(({ entry }) => entry).filter((id) => present.includes(id));
    },
  };
}
