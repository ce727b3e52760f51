import { createHash, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../../db/database-unavailable.ts';
import { writeDraft } from '../../db/embedded/postgres-note.ts';
import { OperatorError } from '../../operator-error.ts';

/** The one key that wraps all others: 32 bytes, with a short public id. */
export interface RootKey {
  id: string;
  bytes: Buffer;
}

const BYTES = 32;

export function asRootKey(bytes: Buffer): RootKey {
  return {
    id: createHash('sha256').update('atrium root key\0').update(bytes).digest('hex').slice(0, 16),
    bytes,
  };
}

/**
 * Reads `<data>/root.key`, or makes it (mode 0600) when it does not exist: of two starts at once, both get the same.
 * @param mayCreate false when the database already holds keys: a new root key could not open them
 * @throws OperatorError when the file holds no root key, or cannot be read
 */
export function rootKeyOfFolder(dataDir: string, mayCreate: boolean): RootKey | undefined {
  const path = join(dataDir, 'root.key');
  const existing = readRootKey(path);
  if (existing || !mayCreate) return existing;
  mkdirSync(dataDir, { recursive: true });
  const draft = writeDraft(path, `${randomBytes(BYTES).toString('base64')}\n`, 0o600);
  try {
    // Linking, unlike renaming, never replaces the key of somebody who was faster.
    linkSync(draft, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readRootKey(path);
}

function readRootKey(path: string): RootKey | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new OperatorError(
      `${path} cannot be read (${errorCode(error)}). Run this as the user who runs Atrium, or give the key in ATRIUM_SECRET_KEY; nothing was changed.`,
      1,
      error,
    );
  }
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length === BYTES) return asRootKey(bytes);
  throw new OperatorError(
    `${path} is damaged: it must hold ${BYTES} bytes in base64. Restore it from your backup; nothing was changed.`,
  );
}
