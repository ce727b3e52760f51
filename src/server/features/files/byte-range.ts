import type { FileRange } from './file-store.ts';

/**
 * The one range a Range header asks for of a file of `size` bytes; "all" for no header, several ranges or another unit
 * (HTTP lets a server answer those whole), "none" for one that lies outside.
 */
export function byteRange(header: string | undefined, size: number): FileRange | 'all' | 'none' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (!match || (first === '' && last === '')) return 'all';
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'none' : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return 'all';
  return start >= size ? 'none' : { start, end };
}
