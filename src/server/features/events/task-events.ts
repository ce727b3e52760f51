import type { Db } from '../../db/database.ts';
import { inOrder } from './curves.ts';
import { readCurves } from './curves-store.ts';
import { countLines, readLinesFrom } from './logs-store.ts';
import type { Owner } from './owners-store.ts';
import type { EventType } from './read-event.ts';
import { cutPage } from './sample-pages.ts';
import { listSamples, readSamples } from './samples-store.ts';

/** Events of one type, by their order. */
interface Source {
  total: number;
  read(position: number, size: number): Promise<Record<string, unknown>[]>;
}

const ALL: readonly EventType[] = [
  'log',
  'training_stats_scalar',
  'training_stats_vector',
  'training_debug_image',
  'plot',
];

interface Page {
  events: Record<string, unknown>[];
  total: number;
}

/** Events of a task from a place on, of one type or of all, one type after the other. */
export async function readTaskEvents(
  db: Db,
  workspaceId: string,
  owner: Owner,
  asked: { type: EventType | undefined; position: number; size: number; descending: boolean },
): Promise<Page> {
  const types = asked.type ? [asked.type] : ALL;
  const events: Page['events'] = [];
  let total = 0;
  for (const type of types) {
    const source = await openSource(db, workspaceId, owner, type, asked.descending);
    const position = Math.max(0, asked.position + events.length - total);
    const room = asked.size - events.length;
    // What one answer cannot hold is for the next: later types wait until this one is given whole.
    const reached = asked.position + events.length >= total;
    if (reached && room > 0 && position < source.total) events.push(...(await source.read(position, room)));
    total += source.total;
  }
  return { events, total };
}

async function openSource(
  db: Db,
  workspaceId: string,
  owner: Owner,
  type: EventType,
  descending: boolean,
): Promise<Source> {
  if (type === 'log')
    return {
      total: await countLines(db, workspaceId, owner),
      read: (position, size) => readLinesFrom(db, workspaceId, owner, { position, size, descending }),
    };
  if (type === 'training_stats_scalar') {
    const points = await readPoints(db, workspaceId, owner);
    if (descending) points.reverse();
    return {
      total: points.length,
      read: async (position, size) => points.slice(position, position + size).map((point) => point()),
    };
  }
  const keys = await listSamples(db, workspaceId, owner, { types: [type] });
  if (descending) keys.reverse();
  return {
    total: keys.length,
    read: (position, size) => readSamples(db, workspaceId, cutPage(keys.slice(position), size)),
  };
}

/** Scalars by time, each made into an event only when it is answered. */
async function readPoints(
  db: Db,
  workspaceId: string,
  owner: Owner,
): Promise<(() => Record<string, unknown>)[]> {
  const points: { at: number; show: () => Record<string, unknown> }[] = [];
  for (const single of [false, true]) {
    for (const { metric, variant, ...curve } of await readCurves(db, workspaceId, owner, { single })) {
      const { iterations, times, numbers } = inOrder(curve);
      for (const [i, at] of times.entries()) {
        const show = () => {
          const value = numbers[i] as number;
          return {
            ...{ type: 'training_stats_scalar', task: owner.id, timestamp: at, iter: iterations[i] },
            ...{ metric, variant, value: Number.isFinite(value) ? value : null },
          };
        };
        points.push({ at, show });
      }
    }
  }
  return points.sort((a, b) => a.at - b.at).map(({ show }) => show);
}
