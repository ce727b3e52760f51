import type { Db } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import type { NamedOwner } from './owners-store.ts';
import { listSamples, readSamples, type SampleKey, type ShownSample, type Wanted } from './samples-store.ts';
import { findEventScroll, keepEventScroll, type Whose } from './scrolls-store.ts';

/** At most so many plots or images are answered at once, and so many characters unless it is one alone. */
const PAGE = 1_000;
const PAGE_CHARACTERS = 16 * 1024 * 1024;

interface Asked {
  scroll_id?: string | null | undefined;
  no_scroll?: boolean | null | undefined;
}

interface Page {
  events: ShownSample[];
  returned: number;
  total: number;
  scroll_id?: string;
}

/**
 * The next page of plots or images of tasks; after the last one an empty page.
 * @throws WireError 400/1104 for a scroll that is not the caller's or has ended
 */
export async function readSamplePage(
  db: Db,
  whose: Whose,
  owners: readonly NamedOwner[],
  wanted: Wanted,
  asked: Asked,
): Promise<Page> {
  const position = await positionOf(db, whose, asked.scroll_id);
  const keys: SampleKey[] = [];
  for (const owner of owners) keys.push(...(await listSamples(db, whose.workspace_id, owner, wanted)));
  const chosen = cutPage(keys.slice(position), PAGE);
  const events = await readSamples(db, whose.workspace_id, chosen);
  const page = { events, returned: events.length, total: keys.length };
  if (asked.no_scroll) return page;
  const state = { position: position + chosen.length };
  return { ...page, scroll_id: await keepEventScroll(db, whose, state, asked.scroll_id || undefined) };
}

/** Where a scroll by position stands; at the beginning without one. */
export async function positionOf(db: Db, whose: Whose, id: string | null | undefined): Promise<number> {
  if (!id) return 0;
  const state = await findEventScroll<{ position?: number }>(db, whose, id);
  if (state?.position === undefined) throw invalidScroll(id);
  return state.position;
}

export const invalidScroll = (id: string) =>
  new WireError(
    'invalid_scroll_id',
    { field: 'scroll_id', rule: 'is unknown or has ended' },
    id.slice(0, 64),
  );

/** As many from the beginning as fit into one answer. */
export function cutPage(keys: readonly SampleKey[], most: number): SampleKey[] {
  let characters = 0;
  const end = keys.findIndex(({ size }, i) => {
    characters += size;
    return i === most || (i > 0 && characters > PAGE_CHARACTERS);
  });
  return end === -1 ? [...keys] : keys.slice(0, end);
}
