import type { Place, Secret } from '../../storage/place.ts';
import { fromBase64, toBase64 } from './base64.ts';
import type { BrowserStore } from './browser-store.ts';
import { changeLock, type Lock, makeLock, openLock, WrongPassphrase } from './passphrase.ts';
import { openSecret, sealSecret } from './sealing.ts';
import { type HeldEntry, KeyError, type SecretFrom } from './worker-protocol.ts';

/** After so long without a sign of the person the passphrase must be typed again. */
export const IDLE_MS = 30 * 60_000;

const SWEPT_AFTER_MS = 3_600_000;

/** @throws KeyError for a wrong passphrase */
async function asked<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof WrongPassphrase) throw new KeyError('wrong_passphrase', error.message);
    throw error;
  }
}

/** The secrets of one account's own entries, as far as this tab may open them. Lives in the worker. */
export class Keyring {
  private readonly account: string;
  private readonly store: BrowserStore | undefined;
  private readonly now: () => number;
  private dataKey: CryptoKey | undefined;
  private seen: number;
  /** Opened secrets by entry, so that a thousand links need one decryption and one imported key. */
  private readonly opened = new Map<string, { sealed: string; secret: Secret }>();

  /** @param store undefined where the browser keeps nothing */
  constructor(account: string, store: BrowserStore | undefined, now: () => number) {
    this.account = account;
    this.store = store;
    this.now = now;
    this.seen = now();
  }

  lock(): void {
    this.dataKey = undefined;
    this.opened.clear();
  }

  /** The person is there. */
  touch(): void {
    this.lockIfIdle();
    this.seen = this.now();
  }

  makeLock(passphrase: string, version: number): Promise<Lock> {
    return makeLock(passphrase, this.account, version);
  }

  /** @throws KeyError */
  changeLock(lock: Lock, old: string, next: string): Promise<Lock> {
    return asked(changeLock(lock, { old, next }, this.account));
  }

  /** @throws KeyError */
  async unlock(lock: Lock, passphrase: string): Promise<void> {
    this.dataKey = await asked(openLock(lock, passphrase, this.account));
    this.seen = this.now();
  }

  /** @throws KeyError */
  async secretFrom(from: SecretFrom): Promise<Secret> {
    return 'typed' in from ? from.typed : this.secretOf(from.of);
  }

  /** A secret sealed under the passphrase's data key, base64. @throws KeyError */
  async seal(from: SecretFrom, place: Place): Promise<string> {
    const key = this.accountKey();
    return toBase64(await sealSecret(key, await this.secretFrom(from), this.account, place));
  }

  /** Seals a secret under this browser's key, into its store. @throws KeyError */
  async keep(from: SecretFrom, id: string, place: Place): Promise<void> {
    if (!this.store) throw new KeyError('no_store');
    const sealed = await sealSecret(this.store.key, await this.secretFrom(from), this.account, place);
    await this.store.put(this.account, id, sealed);
  }

  async forget(id: string): Promise<void> {
    this.opened.delete(id);
    await this.store?.delete(this.account, id);
  }

  /** What is here of the entries that there are; the rest goes, unless another tab may be adding it just now. */
  async sweep(present: readonly string[]): Promise<string[]> {
    const held = (await this.store?.held(this.account)) ?? [];
    for (const { entry, kept_ms } of held)
      if (!present.includes(entry) && this.now() - kept_ms > SWEPT_AFTER_MS) await this.forget(entry);
    return held.map(({ entry }) => entry).filter((id) => present.includes(id));
  }

  private lockIfIdle(): void {
    // timers are late in a hidden tab and stand still while the machine sleeps
    if (this.now() - this.seen > IDLE_MS) this.lock();
  }

  private accountKey(): CryptoKey {
    this.lockIfIdle();
    if (!this.dataKey) throw new KeyError('locked');
    return this.dataKey;
  }

  private async secretOf(entry: HeldEntry): Promise<Secret> {
    const { key, sealed } = await this.sealedOf(entry);
    const known = this.opened.get(entry.id);
    if (known?.sealed === sealed) return known.secret;
    try {
      const secret = await openSecret(key, fromBase64(sealed), this.account, entry);
      this.opened.set(entry.id, { sealed, secret });
      return secret;
    } catch {
      throw new KeyError('reset');
    }
  }

  private async sealedOf({ id, custody, sealed }: HeldEntry): Promise<{ key: CryptoKey; sealed: string }> {
    if (custody === 'account') {
      if (!sealed) throw new KeyError('reset');
      return { key: this.accountKey(), sealed };
    }
    const kept = await this.store?.get(this.account, id);
    if (!this.store || !kept) throw new KeyError('other_browser');
    return { key: this.store.key, sealed: toBase64(kept) };
  }
}
