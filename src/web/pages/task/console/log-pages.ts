import { call } from '../../../api.ts';
import { asLines, type LinePlace, type LogPage } from './log-window.ts';

/** Lines of a page, and of the end of a console that is looked at again and again. */
export const PAGE = 1_000;
export const TAIL = 200;

/** Less than any two times differ, and more than what a number of milliseconds can tell. */
const MOMENT = 0.0005;

interface Asked {
  /** Towards the beginning. */
  earlier: boolean;
  /** Lines before or after this time; undefined: from the end, or from the beginning. */
  from?: number | undefined;
  size?: number;
}

/** A page of a console. @throws WireError */
export async function readPage(
  workspace: string,
  task: string,
  { earlier, from, size = PAGE }: Asked,
): Promise<LogPage> {
  const asked = { task, batch_size: size, order: 'asc' as const, navigate_earlier: earlier };
  const { events, total } = await call(
    'events.get_task_log',
    { ...asked, from_timestamp: from ?? null },
    { workspace },
  );
  const lines = asLines(events as unknown as { timestamp: number; msg: string; level: string }[]);
  return { lines, total, last: lines.length < size };
}

/** The page that ends with the lines of a time. */
export const readUpTo = (workspace: string, task: string, timestamp: number) =>
  readPage(workspace, task, { earlier: true, from: timestamp + MOMENT, size: PAGE / 2 });

interface Sought {
  text: string;
  from: LinePlace | undefined;
  earlier: boolean;
  /** Says that it is still wanted. */
  wanted: () => boolean;
}

/** The nearest line that holds a text, in as many calls as that takes; undefined where there is none. */
export async function findLine(
  workspace: string,
  task: string,
  { text, from, earlier, wanted }: Sought,
): Promise<LinePlace | undefined> {
  let place = from ?? null;
  while (wanted()) {
    const asked = { task, text, from: place, navigate_earlier: earlier };
    const { hit, next } = await call('events.search_task_log', asked, { workspace });
    if (hit || !next) return hit ?? undefined;
    place = next;
  }
  return undefined;
}

/** The place right before a line, so that a search from there begins with it. */
export const before = ({ timestamp, index }: LinePlace): LinePlace =>
  index > 0 ? { timestamp, index: index - 1 } : { timestamp: timestamp - MOMENT, index: 0 };
