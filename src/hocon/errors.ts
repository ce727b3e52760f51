/** Stable names of everything that can be wrong with a text. */
export type HoconErrorCode =
  | 'string-unclosed'
  | 'string-control-character'
  | 'string-bad-escape'
  | 'character-reserved'
  | 'comma-unexpected'
  | 'separator-missing'
  | 'key-expected'
  | 'key-substitution'
  | 'key-not-simple'
  | 'path-empty-element'
  | 'value-missing'
  | 'brace-unclosed'
  | 'bracket-unclosed'
  | 'brace-unexpected'
  | 'bracket-unexpected'
  | 'token-unexpected'
  | 'text-after-root'
  | 'substitution-unclosed'
  | 'substitution-empty'
  | 'substitution-syntax'
  | 'include-argument'
  | 'include-refused'
  | 'include-missing'
  | 'include-cycle'
  | 'include-not-object'
  | 'include-in-array'
  | 'concat-mixed'
  | 'substitution-undefined'
  | 'substitution-cycle'
  | 'merge-root-kinds'
  | 'limit-depth'
  | 'limit-text'
  | 'limit-steps'
  | 'limit-result'
  | 'limit-includes'
  | 'limit-errors';

/** One thing wrong with a text, at a place in it. Returned, never thrown. */
export interface HoconError {
  readonly code: HoconErrorCode;
  /** What is wrong, one sentence. */
  readonly message: string;
  /** Offsets in UTF-16 units of the document's text; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  /** Both count from 1; column in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** What to do about it, one sentence. */
  readonly hint: string;
  /** Name of the document, as given to `parse` or by the include loader. */
  readonly document: string;
}
