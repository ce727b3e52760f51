import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The one key that wraps all others: 32 bytes, with a short public id. */
export interface RootKey {
  id: string;
  bytes: Buffer;
}

export function asRootKey(bytes: Buffer): RootKey {
  return {
    id: createHash('sha256').update('atrium root key\0').update(bytes).digest('hex').slice(0, 16),
    bytes,
  };
}

/**
 * Reads `<data>/root.key`, or makes it (mode 0600) when it does not exist.
 * @param mayCreate false when the database already holds keys: a new root key could not open them
 */
export function rootKeyOfFolder(dataDir: string, mayCreate: boolean): RootKey | undefined {
  const path = join(dataDir, 'root.key');
  try {
    return asRootKey(Buffer.from(readFileSync(path, 'utf8').trim(), 'base64'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  if (!mayCreate) return undefined;
  mkdirSync(dataDir, { recursive: true });
  const bytes = randomBytes(32);
  writeFileSync(path, `${bytes.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  return asRootKey(bytes);
}
