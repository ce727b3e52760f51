import type { Token } from '../../hocon/syntax.ts';
import { tokenize } from '../../hocon/tokenize.ts';
import { meantEnd, quoteFix, type Report, replaceFix } from './codes.ts';

const SEPARATORS = new Set(['=', ':', '+=']);
const GAPS = new Set(['whitespace', 'comment']);
const DEEPEST_SURE = 28;

/** Findings that single tokens and their neighbours tell, whether or not the text can be read. */
export function lintTokens(text: string, report: Report): void {
  lintMarks(text, report);
  const tokens = tokenize(text);
  let depth = 0;
  let deepest: Token | undefined;
  tokens.forEach((token, index) => {
    if (token.kind === '{' || token.kind === '[') depth += 1;
    if (token.kind === '}' || token.kind === ']') depth -= 1;
    if (depth >= DEEPEST_SURE) deepest ??= token;
    if (token.kind === 'quoted') lintQuoted(token, report);
    if (token.kind === 'comment') lintComment(text, tokens, index, report);
    if (token.kind === 'whitespace') lintSpace(token, report);
    if (SEPARATORS.has(token.kind)) lintSeparator(tokens, index, report);
  });
  if (deepest) {
    const hint = 'Use fewer levels, or dotted keys.';
    report.add('too-deep', deepest, `From ${DEEPEST_SURE} levels of brackets on, some clients fail.`, hint);
  }
}

function lintMarks(text: string, report: Report): void {
  if (!text.startsWith('\ufeff')) return;
  const stretch = { from: 0, to: 1 };
  const fix = replaceFix('Remove it', stretch, '');
  report.add(
    'byte-order-mark',
    stretch,
    'Clients fail on the invisible mark at the start.',
    'Remove the byte order mark.',
    fix,
  );
}

function lintSpace(token: Token, report: Report): void {
  const at = token.text.search(/[^ \t\f\v\r\n\ufeff]/);
  if (at < 0) return;
  const stretch = { from: token.from + at, to: token.from + at + 1 };
  const fix = replaceFix('Make it a plain blank', stretch, ' ');
  report.add(
    'no-break-space',
    stretch,
    'Clients do not take this for a blank.',
    'Replace it with a plain blank.',
    fix,
  );
}

function lintQuoted(token: Token, report: Report): void {
  for (const match of token.text.matchAll(/\\(u[0-9a-fA-F]{4}|[^\n])|\t/g)) {
    const stretch = { from: token.from + match.index, to: token.from + match.index + match[0].length };
    const sequence = match[1];
    if (sequence === undefined) {
      const fix = replaceFix('Write it as \\t', stretch, '\\t');
      report.add(
        'tab-in-text',
        stretch,
        'Clients turn a tab inside quotes into blanks.',
        'Write \\t instead.',
        fix,
      );
    } else if (sequence.startsWith('u') && sequence.length === 5) lintUnicode(stretch, sequence, report);
    else if ('/bf'.includes(sequence)) {
      const fix = sequence === '/' ? replaceFix('Leave out the backslash', stretch, '/') : undefined;
      const message = `Clients keep \\${sequence} as two characters.`;
      report.add('escape-kept', stretch, message, 'Write the character itself, or encode the text.', fix);
    }
  }
}

function lintUnicode(stretch: { from: number; to: number }, sequence: string, report: Report): void {
  const code = Number.parseInt(sequence.slice(1), 16);
  const isPlain = code >= 32 && (code < 0xd800 || code > 0xdfff) && code !== 34 && code !== 92;
  const char = String.fromCharCode(code);
  const fix = isPlain ? replaceFix(`Write ${char} itself`, stretch, char) : undefined;
  const message = `Clients keep \\${sequence} as six characters.`;
  report.add('unicode-escape', stretch, message, 'Write the character itself; the text is UTF-8.', fix);
}

function lintComment(text: string, tokens: readonly Token[], index: number, report: Report): void {
  const comment = tokens[index] as Token;
  const before = tokens[index - 1];
  const isUrl =
    comment.text.startsWith('//') && before?.kind === ':' && tokens[index - 2]?.kind === 'unquoted';
  if (isUrl) {
    lintUrl(text, tokens, index, report);
    return;
  }
  const adjacent = before && ['unquoted', 'number'].includes(before.kind);
  const behindBlank = before?.kind === 'whitespace' ? tokens[index - 2] : before;
  const inPlaceOfValue = behindBlank && SEPARATORS.has(behindBlank.kind) && !opensBelow(tokens, index);
  if (!adjacent && !inPlaceOfValue) return;
  const from = adjacent ? valueStart(tokens, index) : comment.from;
  const stretch = { from, to: /[^\r\n]*/.exec(text.slice(from))?.[0].trimEnd().length ?? 0 };
  stretch.to = Math.max(meantEnd(text, from), Math.min(from + stretch.to, comment.to));
  const sign = comment.text.startsWith('#') ? '#' : '//';
  const message = `${sign} starts a comment here, so what follows is cut off.`;
  report.add('comment-cuts-value', comment, message, 'Put the value in quotes.', quoteFix(text, stretch));
}

/** True when the line below opens a bracket: then the comment only stands between a key and its value. */
function opensBelow(tokens: readonly Token[], index: number): boolean {
  const next = tokens
    .slice(index + 1, index + 40)
    .find((token) => !GAPS.has(token.kind) && token.kind !== 'newline');
  return next?.kind === '{' || next?.kind === '[';
}

/** Where the value around a token starts: behind the separator before it on the line. */
function valueStart(tokens: readonly Token[], index: number): number {
  let at = index;
  while (at > 0 && !['newline', ',', '[', '{', '=', '+='].includes(tokens[at - 1]?.kind ?? '')) {
    if (tokens[at - 1]?.kind === ':' && tokens[at]?.kind === 'whitespace') break;
    at -= 1;
  }
  while (tokens[at]?.kind === 'whitespace') at += 1;
  return tokens[at]?.from ?? 0;
}

function lintUrl(text: string, tokens: readonly Token[], index: number, report: Report): void {
  const from = tokens[index - 2]?.from ?? 0;
  const stretch = { from, to: meantEnd(text, from) };
  const message = 'Clients read an address without quotes, but other readers of HOCON see a comment.';
  report.add('unquoted-url', stretch, message, 'Put the address in quotes.', quoteFix(text, stretch));
}

/** A separator that ends its line takes the next line for its value. */
function lintSeparator(tokens: readonly Token[], index: number, report: Report): void {
  // The colon of an unquoted address is no separator to clients.
  if (tokens[index]?.kind === ':' && tokens[index + 1]?.text.startsWith('//')) return;
  let at = index + 1;
  while (GAPS.has(tokens[at]?.kind ?? '')) at += 1;
  if (tokens[at]?.kind !== 'newline') return;
  while (GAPS.has(tokens[at]?.kind ?? '') || tokens[at]?.kind === 'newline') at += 1;
  if (!['unquoted', 'quoted', 'number'].includes(tokens[at]?.kind ?? '')) return;
  const deeper = indentBefore(tokens, at) > indentBefore(tokens, lineStart(tokens, index));
  while (!['newline', ',', '{', '}', '[', ']', undefined].includes(tokens[at]?.kind)) {
    if (SEPARATORS.has(tokens[at]?.kind ?? '')) {
      const separator = tokens[index] as Token;
      const place = { from: separator.to, to: separator.to };
      // A deeper line below is a section by indentation: YAML, which has a fix of its own.
      const fix = deeper ? undefined : replaceFix('Give it an empty text', place, ' ""');
      const message = 'Nothing follows on this line, so clients take the next line for the value.';
      report.add('swallows-next-line', separator, message, 'Put a value here, or { for a section.', fix);
      return;
    }
    at += 1;
  }
}

/** The first token of the line a token stands on. */
function lineStart(tokens: readonly Token[], index: number): number {
  let at = index;
  while (at > 0 && tokens[at - 1]?.kind !== 'newline') at -= 1;
  return tokens[at]?.kind === 'whitespace' ? at + 1 : at;
}

/** Blanks between the start of the line and a token that comes first on it. */
function indentBefore(tokens: readonly Token[], at: number): number {
  const before = tokens[at - 1];
  return before?.kind === 'whitespace' ? before.text.length : 0;
}
