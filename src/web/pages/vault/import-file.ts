import type { Format } from './vault-queries.ts';

/** The longest text the server keeps, in bytes of UTF-8. */
const MAX_BYTES = 262_144;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a configuration text may not hold
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/** What a file gave: its text, or one sentence that says why it was not taken. */
export type Imported = { text: string; format: Format | undefined } | { refused: string };

/** The format a file's name speaks of. */
export function formatOfName(name: string): Format | undefined {
  if (/\.ya?ml$/i.test(name)) return 'yaml';
  if (/\.json$/i.test(name)) return 'json';
  return /\.(conf|hocon)$/i.test(name) ? 'hocon' : undefined;
}

/** Reads a file as configuration: at most 256 KiB, UTF-8, no control characters. A byte-order mark is taken off. */
export async function importFile(file: File): Promise<Imported> {
  const said = `“${file.name}” was not taken`;
  if (file.size > MAX_BYTES) {
    return { refused: `${said}: it has ${Math.ceil(file.size / 1024)} KiB, a vault takes at most 256 KiB.` };
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch (error) {
    if (!(error instanceof TypeError)) return { refused: `${said}: the browser could not read it.` };
    return { refused: `${said}: it is not text in UTF-8. Save it as UTF-8 and try again.` };
  }
  const found = CONTROL.exec(text);
  if (found) {
    const line = text.slice(0, found.index).split('\n').length;
    return { refused: `${said}: line ${line} holds a control character, so it is no configuration text.` };
  }
  return { text, format: formatOfName(file.name) };
}
