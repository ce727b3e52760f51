import { invalidField } from './errors.ts';

/** Names the place of a row in a list, for the page that begins behind it. */
export function writePlace(sortedBy: string, id: string | number): string {
  return Buffer.from(JSON.stringify([sortedBy, id])).toString('base64url');
}

/** A place in a list by name. @throws WireError 400/12 for what is no place */
export function readNamePlace(text: string | null | undefined): { name: string; id: string } | undefined {
  if (!text) return undefined;
  const [name, id] = partsOf(text);
  if (typeof name === 'string' && typeof id === 'string') return { name, id };
  throw noPlace();
}

/**
 * A place in a list by time.
 * @param isId tells whether a value can be the id of such a row
 * @throws WireError 400/12 for what is no place
 */
export function readTimePlace<Id>(
  text: string | null | undefined,
  isId: (id: unknown) => id is Id,
): { at: string; id: Id } | undefined {
  if (!text) return undefined;
  const [at, id] = partsOf(text);
  if (isWireTime(at) && isId(id)) return { at, id };
  throw noPlace();
}

function partsOf(text: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

const noPlace = () => invalidField('after', 'is not a place in this list', 'Begin again without it.');

/** True for a time as the wire writes it, of a day that exists: PostgreSQL refuses any other. */
function isWireTime(text: unknown): text is string {
  if (typeof text !== 'string' || !/^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/.test(text))
    return false;
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 19) === text.slice(0, 19);
}
