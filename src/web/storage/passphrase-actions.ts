import { call } from '../api.ts';
import { queryClient } from '../session.ts';
import { wasPassword } from '../typed-password.ts';
import { lockWhenIdle } from './idle-lock.ts';
import { askKeys } from './page-keys.ts';
import type { Lock } from './passphrase.ts';
import { refreshEntries, type StorageEntries } from './storage-queries.ts';
import { KeyError } from './worker-protocol.ts';

/**
 * Unlocks the entries of *my account* in this tab, until 30 idle minutes have passed. When the passphrase was changed in
 * another browser meanwhile, the new lock counts.
 * @throws KeyError
 */
export async function unlock(lock: Lock, passphrase: string): Promise<void> {
  try {
    await askKeys('unlock', { lock, passphrase });
  } catch (error) {
    const changed = await lockChangedSince(lock);
    if (!changed) throw error;
    await askKeys('unlock', { lock: changed, passphrase });
  }
  lockWhenIdle();
}

async function lockChangedSince({ version }: Lock): Promise<Lock | undefined> {
  await refreshEntries();
  const known = queryClient.getQueriesData<StorageEntries>({ queryKey: ['storage-entries'] });
  const locks = known.map(([, entries]) => entries?.lock);
  return locks.find((lock) => lock && lock.version > version) ?? undefined;
}

/** A passphrase that the server was sent would lock nothing away from it. @throws KeyError */
async function requireOther(passphrase: string): Promise<void> {
  if (await wasPassword(passphrase)) throw new KeyError('account_password');
}

/** Makes the account's first passphrase, and unlocks with it. @throws KeyError, WireError */
export async function makePassphrase(passphrase: string): Promise<void> {
  await requireOther(passphrase);
  const lock = await askKeys('makeLock', { passphrase, version: 0 });
  const { version } = await call('storage_access.save_lock', lock);
  await unlock({ ...lock, version }, passphrase);
  await refreshEntries();
}

/** Wraps the same data key in another passphrase; the entries stay as they are. @throws KeyError, WireError */
export async function changePassphrase(lock: Lock, old: string, next: string): Promise<void> {
  await requireOther(next);
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
