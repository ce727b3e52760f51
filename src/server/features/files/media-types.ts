const BY_ENDING: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  bmp: 'image/bmp',
  csv: 'text/csv',
  flac: 'audio/flac',
  gif: 'image/gif',
  ico: 'image/x-icon',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  log: 'text/plain',
  m4a: 'audio/mp4',
  md: 'text/plain',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  oga: 'audio/ogg',
  ogg: 'audio/ogg',
  ogv: 'video/ogg',
  png: 'image/png',
  svg: 'image/svg+xml',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain',
  wav: 'audio/wav',
  webm: 'video/webm',
  webp: 'image/webp',
  yaml: 'text/plain',
  yml: 'text/plain',
};

/** Types that are shown: pictures without script, sound, film, and text that is no page. */
const SHOWN = new Set(
  Object.values(BY_ENDING)
    .filter((type) => type !== 'image/svg+xml')
    .concat('image/apng', 'image/jpg', 'audio/x-wav', 'audio/webm', 'audio/aac'),
);

const ANYTHING = 'application/octet-stream';

/** The media type of an object: the store's word, unless it says nothing, or something that could be a page of ours. */
export function mediaTypeOf(key: string, said: string | undefined): string {
  const type = said?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const known = BY_ENDING[/\.(\w{1,5})$/.exec(key)?.[1]?.toLowerCase() ?? ''];
  const isVague = type === '' || type === ANYTHING || type === 'binary/octet-stream';
  const meant = isVague ? (known ?? ANYTHING) : type;
  if (SHOWN.has(meant)) return isText(meant) ? `${meant}; charset=${charsetOf(said)}` : meant;
  // A picture that may hold a script still shows in a page, which runs none of it.
  return meant === 'image/svg+xml' ? meant : ANYTHING;
}

const charsetOf = (said: string | undefined) =>
  /;\s*charset="?([\w-]{1,20})"?\s*(;|$)/i.exec(said ?? '')?.[1] ?? 'utf-8';

const isText = (type: string) => type.startsWith('text/') || type === 'application/json';

/** Whether a browser may show it by itself; the rest is saved to disk. */
export const mayShow = (mediaType: string): boolean => SHOWN.has(mediaType.split(';', 1)[0] ?? '');
