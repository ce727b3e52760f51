import { kindOf, type ObjectKind } from './object-kind.ts';

/** How much of an object is fetched to be shown as text; the rest is left where it is. */
export const MOST_TEXT = 1_048_576;
/** Of what must be whole to be understood. */
export const MOST_PARSED = 8_388_608;
/** What is enough to tell formats by their beginning. */
const HEAD = 4096;

/** An object as far as showing it needs. */
export interface ReadObject {
  href: string;
  kind: ObjectKind;
  /** What it holds where its name promises something else. */
  holds: string | undefined;
  type: string;
  /** Bytes; null where the store does not tell. */
  size: number | null;
  /** For kinds that are shown as text. */
  text: string | undefined;
  /** False where `text` is only the beginning. */
  whole: boolean;
}

const MOST_OF: Partial<Record<ObjectKind, number>> = {
  text: MOST_TEXT,
  html: MOST_TEXT,
  table: MOST_PARSED,
  json: MOST_PARSED,
};

/** Bytes of an answer as they come, up to a number of them. */
async function readUpTo(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  parts: Uint8Array[],
  most: number,
): Promise<boolean> {
  let length = parts.reduce((sum, part) => sum + part.length, 0);
  while (length < most) {
    const { done, value } = await reader.read();
    if (done) return true;
    parts.push(value);
    length += value.length;
  }
  return false;
}

function joined(parts: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * Bytes as text: UTF-8, or UTF-16 where its mark says so. What is no text becomes the replacement character, but for a
 * character that was cut in two at the end.
 */
function textOf(bytes: Uint8Array, whole: boolean): string {
  const [first, second] = bytes;
  const wide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const encoding = wide ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  return new TextDecoder(encoding).decode(bytes, { stream: !whole });
}

/** Reads an answer as far as showing it needs, and ends the rest. Its content is never more than data here. */
export async function readAnswer(href: string, name: string, answer: Response): Promise<ReadObject> {
  const type = answer.headers.get('content-type') ?? '';
  const length = answer.headers.get('content-length');
  const reader = answer.body?.getReader();
  const parts: Uint8Array[] = [];
  let ended = !reader || (await readUpTo(reader, parts, HEAD));
  const { kind, holds } = kindOf({ name, type, head: joined(parts).subarray(0, HEAD) });
  const most = MOST_OF[kind];
  if (most !== undefined && reader && !ended) ended = await readUpTo(reader, parts, most);
  await reader?.cancel().catch(() => undefined);
  const bytes = joined(parts);
  return {
    href,
    kind,
    holds,
    type,
    size: ended ? bytes.length : length === null ? null : Number(length),
    text: most === undefined ? undefined : textOf(bytes.subarray(0, most), ended && bytes.length <= most),
    whole: ended && bytes.length <= (most ?? Number.POSITIVE_INFINITY),
  };
}
