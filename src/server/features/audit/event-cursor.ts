import { invalidField } from '../../http/errors.ts';
import type { StoredEvent, Wanted } from './events-store.ts';

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}\+00:00$/;

/** Names the place behind an event, for the page that begins there. */
export function writeEventCursor({ at, id }: Pick<StoredEvent, 'at' | 'id'>): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** @throws WireError 400/12 for what is not a place in the log */
export function readEventCursor(text: string | null | undefined): Wanted['after'] {
  if (!text) return undefined;
  try {
    const [at, id] = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (TIME.test(at) && !Number.isNaN(Date.parse(at)) && Number.isSafeInteger(id)) return { at, id };
  } catch {
    // Falls through to the refusal.
  }
  throw invalidField('after', 'is not a place in this list', 'Begin again without it.');
}
