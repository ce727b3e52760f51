import { call } from '../api.ts';
import { lockWhenIdle } from './idle-lock.ts';
import { askKeys } from './page-keys.ts';
import type { Lock } from './passphrase.ts';
import { refreshEntries } from './storage-queries.ts';

/** Unlocks the entries of *my account* in this tab, until 30 idle minutes have passed. @throws KeyError */
export async function unlock(lock: Lock, passphrase: string): Promise<void> {
  await askKeys('unlock', { lock, passphrase });
  lockWhenIdle();
}

/** Makes the account's first passphrase, and unlocks with it. @throws KeyError, WireError */
export async function makePassphrase(passphrase: string): Promise<void> {
  const lock = await askKeys('makeLock', { passphrase, version: 0 });
  const { version } = await call('storage_access.save_lock', lock);
  await unlock({ ...lock, version }, passphrase);
  await refreshEntries();
}

/** Wraps the same data key in another passphrase; the entries stay as they are. @throws KeyError, WireError */
export async function changePassphrase(lock: Lock, old: string, next: string): Promise<void> {
  await call('storage_access.save_lock', await askKeys('changeLock', { lock, old, next }));
  await refreshEntries();
}

/** Forgets a lost passphrase with everything that it sealed; gives how many entries must be typed again. */
export async function resetPassphrase(): Promise<number> {
  const { cleared } = await call('storage_access.reset_lock', {});
  await askKeys('lock', {});
  await refreshEntries();
  return cleared;
}
