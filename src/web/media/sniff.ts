/** What the first bytes of a file say it is; `text` and `binary` where no format is known by its beginning. */
export type Sniffed =
  | 'image'
  | 'svg'
  | 'video'
  | 'audio'
  | 'html'
  | 'json'
  | 'text'
  | 'pdf'
  | 'archive'
  | 'binary'
  | 'empty';

/** Beginnings of formats that browsers show or that are worth a name, in hexadecimal; a dot is any digit. */
const BEGINNINGS: readonly [RegExp, Sniffed][] = [
  // PNG, JPEG, GIF, BMP, ICO
  [/^(89504e470d0a1a0a|ffd8ff|47494638(37|39)61|424d.{8}00000000|00000100..00)/, 'image'],
  // WebP, AVIF
  [/^(52494646.{8}57454250|.{8}6674797061766966|.{8}6674797061766973)/, 'image'],
  // MP4 that says it is sound
  [/^.{8}667479704d3441/, 'audio'],
  // MP4 and QuickTime, Matroska and WebM
  [/^(.{8}66747970|1a45dfa3)/, 'video'],
  // Ogg, MP3 with tags, FLAC, WAVE, MP3 and AAC without tags
  [/^(4f676753|494433|664c6143|52494646.{8}57415645|fff[1239b])/, 'audio'],
  [/^255044462d/, 'pdf'],
  // zip, gzip, bzip2, xz, 7z, zstd
  [/^(504b0[35]0[46]|1f8b|425a68|fd377a585a00|377abcaf|28b52ffd)/, 'archive'],
];

const MARKUP: readonly [RegExp, Sniffed][] = [
  [/^(<!doctype svg[^>]*>\s*)?<svg[\s/>]/i, 'svg'],
  [/^<(!doctype html|html|head|body|script|iframe)\b/i, 'html'],
  [/^(\{\s*("|\}\s*$)|\[\s*([\]{["\d-]|true|false|null))/, 'json'],
];

const inHex = (bytes: Uint8Array) =>
  Array.from(bytes.subarray(0, 32), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A text without what may stand before markup: blanks, comments, the XML declaration. */
function withoutProlog(text: string): string {
  let rest = text.trimStart();
  for (;;) {
    const end = rest.startsWith('<!--') ? '-->' : rest.startsWith('<?') ? '?>' : undefined;
    const at = end === undefined ? -1 : rest.indexOf(end);
    if (end === undefined || at === -1) return rest;
    rest = rest.slice(at + end.length).trimStart();
  }
}

/** The text of a beginning, or undefined where it cannot be text: bytes that are no UTF-8, or control characters. */
function beginningOfText(head: Uint8Array): string | undefined {
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (wide) return new TextDecoder(head[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(head);
  try {
    // `stream`: the last character may be cut in two
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells binary data from text
    return /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Says by its first bytes what a file holds, whatever it is named. A few hundred are enough. */
export function sniff(head: Uint8Array): Sniffed {
  if (head.length === 0) return 'empty';
  const beginning = inHex(head);
  const known = BEGINNINGS.find(([pattern]) => pattern.test(beginning));
  if (known) return known[1];
  const text = beginningOfText(head);
  if (text === undefined) return 'binary';
  const markup = withoutProlog(text);
  return MARKUP.find(([pattern]) => pattern.test(markup))?.[1] ?? 'text';
}
