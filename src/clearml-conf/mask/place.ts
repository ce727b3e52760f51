/** A stretch of a clear text that has to be masked. */
export type SecretPlace = {
  kind: 'value' | 'comment';
  /** Keys on the way to it; empty for comments. */
  path: readonly string[];
  from: number;
  to: number;
  /** What its meaning depends on besides its characters, if anything; becomes part of its id. */
  sense?: string;
};

/** A comment without its line's end, or undefined when it says nothing. */
export function commentPlace(text: string, from: number, end: number): SecretPlace | undefined {
  const to = text[end - 1] === '\r' ? end - 1 : end;
  const isRuler = /^[#/\s=-]*$/.test(text.slice(from, to));
  return isRuler ? undefined : { kind: 'comment', path: [], from, to };
}
