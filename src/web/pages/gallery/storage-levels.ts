import { isInside, placeOf } from '../../../storage/match.ts';
import { writeStorageUrl } from '../../../storage/storage-url.ts';
import { endingOf } from '../../media/object-kind.ts';
import type { Choice } from '../../storage/choose-entry.ts';

export interface Level {
  name: string;
  /** The address of everything below; undefined where no keys reach that far up, and for the last level. */
  url: string | undefined;
}

/** The bucket, the folders and the name of an object, each with the address that leads there. */
export function levelsOf({ entry, object }: Choice): Level[] {
  const place = placeOf(entry, object);
  const parts = object.key.split('/').filter((part, i, all) => part !== '' || i < all.length - 1);
  const keys = parts.map((_, i) => `${parts.slice(0, i + 1).join('/')}/`);
  const levels = [
    { name: object.bucket, key: '' },
    ...parts.map((name, i) => ({ name, key: keys[i] ?? '' })),
  ];
  return levels.map(({ name, key }, i) => ({
    name,
    url:
      i < levels.length - 1 && isInside(entry.prefix, key.replace(/\/$/, ''))
        ? writeStorageUrl(place, key)
        : undefined,
  }));
}

/** Whether an address is meant as a folder: it ends in a slash, names only a bucket, or its last part has no ending. */
export function isFolder(address: string): boolean {
  const path = withoutQuery(address).replace(/^[a-z0-9+.-]+:\/\//i, '');
  const last = path.split('/').at(-1) ?? '';
  return !path.includes('/') || last === '' || endingOf(last) === '';
}

/** An address as that of a folder, whose name ends there: "run" must not list "run-2" too. */
export function asFolder(address: string): string {
  const plain = withoutQuery(address);
  return plain.endsWith('/') ? plain : `${plain}/`;
}

const withoutQuery = (address: string) =>
  /^https?:/i.test(address) ? (address.split(/[?#]/, 1)[0] ?? '') : address;

/** The folders directly below a prefix, as far as they show in these keys. */
export function foldersOf(keys: readonly string[], prefix: string): string[] {
  const names = new Set<string>();
  for (const key of keys) {
    if (!key.startsWith(prefix)) continue;
    const end = key.indexOf('/', prefix.length);
    if (end > prefix.length) names.add(key.slice(prefix.length, end));
  }
  return [...names];
}
