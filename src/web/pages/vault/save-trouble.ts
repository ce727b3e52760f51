import { WireError } from '../../api.ts';
import type { Finding, Format } from './vault-queries.ts';

/** Why a text was not saved or a vault not turned on. */
export type Trouble =
  | { kind: 'findings'; findings: Finding[]; confirm: boolean }
  | { kind: 'conflict'; newest: Newest }
  | { kind: 'other'; error: unknown };

/** The version somebody else saved meanwhile. */
export interface Newest {
  version: number;
  text: string;
  format: Format;
  author: string;
  /** The text both began from. */
  base: string;
}

/** Sorts a refusal: what clients would misread, somebody else's newer version, or anything else. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof WireError)) return { kind: 'other', error };
  const { findings, confirm = false, version, text, format, author, base_text } = error.data;
  if (findings) return { kind: 'findings', findings, confirm };
  if (error.code !== 409 && error.data.base_text === undefined) return { kind: 'other', error };
  if (version === undefined || text === undefined || format === undefined) return { kind: 'other', error };
  const newest = { version, text, format, author: author?.name ?? 'Somebody', base: base_text ?? '' };
  return { kind: 'conflict', newest };
}
