import type { StoredEvent, Wanted } from './events-store.ts';
import type { ShownEvent } from './shown-event.ts';

/** Events read at once while a file is written. */
const BATCH = 2_000;

type List = (wanted: Wanted) => Promise<StoredEvent[]>;

/** All events of a list, page after page, so that memory does not grow with the log. */
export async function* eachBatch(list: List, wanted: Omit<Wanted, 'after' | 'limit'>) {
  let after: Wanted['after'];
  for (;;) {
    const rows = await list({ ...wanted, after, limit: BATCH });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (rows.length < BATCH || !last) return;
    after = { at: last.at, id: last.id };
  }
}

/** One JSON object a line. */
export async function* asNdjson(batches: AsyncIterable<ShownEvent[]>): AsyncGenerator<string> {
  for await (const events of batches) yield `${events.map((event) => JSON.stringify(event)).join('\n')}\n`;
}

const COLUMNS: readonly [string, (event: ShownEvent) => string | number | null | undefined][] = [
  ['at', ({ at }) => at],
  ['id', ({ id }) => id],
  ['action', ({ action }) => action],
  ['actor_id', ({ actor }) => actor?.id],
  ['actor', ({ actor }) => actor?.name],
  ['account_id', ({ account }) => account?.id],
  ['account', ({ account }) => account?.name],
  ['target', ({ target }) => target],
  ['detail', ({ detail }) => JSON.stringify(detail)],
  ['address', ({ address }) => address],
  ['user_agent', ({ user_agent }) => user_agent],
];

/** Comma-separated values (RFC 4180) with a header line. */
export async function* asCsv(batches: AsyncIterable<ShownEvent[]>): AsyncGenerator<string> {
  yield line(COLUMNS.map(([name]) => name));
  for await (const events of batches)
    yield events.map((event) => line(COLUMNS.map(([, read]) => read(event)))).join('');
}

const line = (cells: readonly (string | number | null | undefined)[]) =>
  `${cells.map((cell) => csvCell(String(cell ?? ''))).join(',')}\r\n`;

/** A cell that no spreadsheet takes for a formula, quoted where CSV needs it. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
