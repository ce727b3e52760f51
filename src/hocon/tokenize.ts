import { scan } from './scan.ts';
import type { Token, TokenKind } from './syntax.ts';
import { KIND_NAMES } from './token-kinds.ts';

/** Cuts a text into tokens that together are the text. Never fails: what cannot stand there is `reserved`. */
export function tokenize(text: string): Token[] {
  const { kinds, starts, count } = scan(text);
  const tokens: Token[] = [];
  for (let i = 0; i < count; i += 1) {
    const from = starts[i] as number;
    const to = starts[i + 1] as number;
    const kind = KIND_NAMES[kinds[i] as number] as TokenKind;
    tokens.push({ type: 'token', kind, from, to, text: text.slice(from, to) });
  }
  return tokens;
}
