import type { Format, Vault } from './vault-queries.ts';

/** The saved version that an edit began from; version 0 is "nothing saved yet". */
export interface Base {
  version: number;
  text: string;
  format: Format;
}

/** A text that someone is editing. It lives in memory only, never in the browser's storage. */
export interface Draft {
  base: Base;
  text: string;
  format: Format;
  /** True once the server gave the clear text: secrets stand in it. */
  revealed: boolean;
  secretKeys: string[];
  savedSecretKeys: string[];
}

/** The draft an edit of a saved vault begins with. */
export function draftOf(vault: Vault, text: string): Draft {
  const { version, format, secret_keys } = vault;
  const base = { version, text, format };
  return { base, text, format, revealed: false, secretKeys: secret_keys, savedSecretKeys: secret_keys };
}

/** The draft of a vault that does not exist yet. */
export function newDraft(text: string): Draft {
  const base: Base = { version: 0, text: '', format: 'hocon' };
  return { base, text, format: 'hocon', revealed: true, secretKeys: [], savedSecretKeys: [] };
}

/** True when closing the draft would lose something. */
export const isChanged = ({ base, text, format, secretKeys, savedSecretKeys }: Draft): boolean =>
  text !== base.text || format !== base.format || secretKeys.join('\n') !== savedSecretKeys.join('\n');
