import type { Answer } from './ladder.ts';

/** What an object is, by its first bytes. */
export type ObjectType =
  | 'png'
  | 'jpeg'
  | 'gif'
  | 'webp'
  | 'avif'
  | 'bmp'
  | 'ico'
  | 'tiff'
  | 'svg'
  | 'mp4'
  | 'webm'
  | 'ogg'
  | 'mp3'
  | 'wav'
  | 'flac'
  | 'pdf'
  | 'zip'
  | 'gzip'
  | 'html'
  | 'text'
  | 'binary';

/** Images that every browser shows. */
const SHOWN_IMAGES: readonly ObjectType[] = ['png', 'jpeg', 'gif', 'webp', 'avif', 'bmp', 'ico', 'svg'];

export const isShownImage = (type: ObjectType): boolean => SHOWN_IMAGES.includes(type);

/** Larger images are not shown: decoded, they take more memory than a tab has. */
export const LARGEST_IMAGE_BYTES = 64 * 1024 * 1024;

const EXTENSIONS = new Map<string, ObjectType>(
  Object.entries({
    png: 'png',
    jpg: 'jpeg',
    jpeg: 'jpeg',
    jfif: 'jpeg',
    gif: 'gif',
    webp: 'webp',
    avif: 'avif',
    bmp: 'bmp',
    ico: 'ico',
    tif: 'tiff',
    tiff: 'tiff',
    svg: 'svg',
  }),
);

/** The image that a key's ending promises, if it is one. */
export function promisedImage(key: string): ObjectType | undefined {
  return EXTENSIONS.get(/\.([a-z0-9]+)$/i.exec(key)?.[1]?.toLowerCase() ?? '');
}

/** Signs at fixed places; `.` stands for any byte. */
const SIGNS: readonly (readonly [ObjectType, string])[] = [
  ['png', '\x89PNG\r\n\x1a\n'],
  ['jpeg', '\xff\xd8\xff'],
  ['gif', 'GIF8'],
  ['webp', 'RIFF....WEBP'],
  ['wav', 'RIFF....WAVE'],
  ['avif', '....ftypavi'],
  ['mp4', '....ftyp'],
  ['webm', '\x1aE\xdf\xa3'],
  // The same where only the text was kept: two of its bytes make a letter of UTF-8.
  ['webm', '\x1aE\u07e3'],
  ['ogg', 'OggS'],
  ['mp3', 'ID3'],
  ['mp3', '\xff\xfb'],
  ['flac', 'fLaC'],
  ['pdf', '%PDF-'],
  ['zip', 'PK\x03\x04'],
  ['gzip', '\x1f\x8b'],
  ['bmp', 'BM....\0\0\0\0'],
  ['ico', '\0\0\x01\0'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
];

/** Tells what an object is from the beginning of its body. */
export function sniff({ bytes, text }: Pick<Answer, 'bytes' | 'text'>): ObjectType {
  const head = bytes ? String.fromCharCode(...bytes.subarray(0, 512)) : text.slice(0, 512);
  const found = SIGNS.find(([, sign]) => startsWith(head, sign, bytes === undefined));
  if (found) return found[0];
  const start = text.slice(0, 4096).replace(/^\ufeff?\s*/, '');
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*(<!doctype svg[^>]*>\s*)?<svg[\s>]/i.test(start)) return 'svg';
  if (/^<(!doctype html|html|head|body)[\s>]/i.test(start)) return 'html';
  return isText(head) ? 'text' : 'binary';
}

/** @param decoded whether the bytes were read as UTF-8 already, which makes U+FFFD of those above 0x7f */
function startsWith(head: string, sign: string, decoded: boolean): boolean {
  if (head.length < sign.length) return false;
  for (let i = 0; i < sign.length; i += 1) {
    const wanted = sign.charAt(i);
    const isSame = head.charAt(i) === wanted || (decoded && wanted > '\x7f' && head.charAt(i) === '\ufffd');
    if (wanted !== '.' && !isSame) return false;
  }
  return true;
}

function isText(head: string): boolean {
  return ![...head].some((character) => character < ' ' && !'\t\n\r\f\x1b'.includes(character));
}

/** Whether the beginning of an SVG has script in it. Shown as an image it never runs; opened by itself it would. */
export function hasScript(svg: string): boolean {
  return /<script[\s>/]|\son[a-z]+\s*=|(href|from|to|values)\s*=\s*["']?\s*javascript:|<foreignObject/i.test(
    svg,
  );
}
