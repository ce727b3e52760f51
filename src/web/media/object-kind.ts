import { type Sniffed, sniff } from './sniff.ts';

/** How an object is shown. `other` is only offered for download. */
export type ObjectKind =
  | 'image'
  | 'svg'
  | 'video'
  | 'audio'
  | 'text'
  | 'html'
  | 'table'
  | 'json'
  | 'empty'
  | 'other';

const BY_ENDING: Record<string, ObjectKind> = {
  ...kind('image', 'png jpg jpeg jpe jfif gif webp bmp avif ico apng'),
  ...kind('svg', 'svg'),
  ...kind('video', 'mp4 m4v webm mov ogv mkv'),
  ...kind('audio', 'mp3 wav ogg oga opus flac m4a aac weba'),
  ...kind('html', 'html htm xhtml'),
  ...kind('table', 'csv tsv'),
  ...kind('json', 'json geojson ipynb'),
  ...kind(
    'text',
    'txt log md rst yaml yml toml ini conf cfg py js ts sh bash sql xml jsonl ndjson diff patch tex css env properties',
  ),
};

function kind(name: ObjectKind, endings: string): Record<string, ObjectKind> {
  return Object.fromEntries(endings.split(' ').map((ending) => [ending, name]));
}

/** The ending of a name in lower case, without its dot; empty where there is none. */
export function endingOf(name: string): string {
  return /[^/.]\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** What an object is by its name alone, before anything of it was read. */
export function kindByName(name: string): ObjectKind {
  return BY_ENDING[endingOf(name)] ?? 'other';
}

/** Whether a name promises something that is shown as a picture. */
export function isPicture(name: string): boolean {
  const named = kindByName(name);
  return named === 'image' || named === 'svg';
}

/** What a store's content type says; undefined for those that say nothing. */
function kindByType(type: string): ObjectKind | undefined {
  const plain = type.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (plain === 'image/svg+xml') return 'svg';
  if (/^image\/(tiff|heic|heif|x-|vnd\.)/.test(plain)) return 'other';
  if (plain === 'text/csv' || plain === 'text/tab-separated-values') return 'table';
  if (plain === 'text/html' || plain === 'application/xhtml+xml') return 'html';
  if (/^application\/([\w.+-]+\+)?json$/.test(plain)) return 'json';
  const family = /^(image|video|audio|text)\//.exec(plain)?.[1];
  return family as ObjectKind | undefined;
}

const HOLDS: Record<Sniffed, string> = {
  image: 'a picture',
  svg: 'an SVG drawing',
  video: 'a video',
  audio: 'sound',
  html: 'an HTML page',
  json: 'JSON text',
  text: 'text',
  pdf: 'a PDF document',
  archive: 'an archive',
  binary: 'binary data',
  empty: 'nothing',
};

/** Among what begins as text, the name and the type say how to show it. */
function kindOfText(found: 'text' | 'json', named: ObjectKind, typed: ObjectKind | undefined): ObjectKind {
  for (const said of [named, typed]) {
    if (said === 'table' || said === 'json' || said === 'text') return said;
  }
  return found;
}

function kindFound(found: Sniffed, named: ObjectKind, typed: ObjectKind | undefined): ObjectKind {
  if (found === 'pdf' || found === 'archive') return 'other';
  if (found === 'text' || found === 'json') return kindOfText(found, named, typed);
  // formats whose beginnings are not known here: raw MP3 frames, transport streams
  if (found === 'binary') {
    return [named, typed].find((said) => said === 'video' || said === 'audio') ?? 'other';
  }
  // an MP4 or Ogg may hold sound only, which its name knows better
  if ((found === 'video' || found === 'audio') && (named === 'video' || named === 'audio')) return named;
  // a page or drawing in a file of code or notes is that file's text
  if ((found === 'html' || found === 'svg') && named === 'text') return 'text';
  return found;
}

export interface Kind {
  kind: ObjectKind;
  /** Where the name promises something else: what it holds, as in "an HTML page". */
  holds?: string;
}

/**
 * How to show an object: its first bytes decide, since names and stored types are often wrong; among texts its name
 * and type do.
 */
export function kindOf({ name, type, head }: { name: string; type: string; head: Uint8Array }): Kind {
  const found = sniff(head);
  const named = kindByName(name);
  const shown = kindFound(found, named, kindByType(type));
  const promised = named === 'image' || named === 'video' || named === 'audio' || named === 'svg';
  return promised && shown !== named ? { kind: shown, holds: HOLDS[found] } : { kind: shown };
}
