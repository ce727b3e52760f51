/** A line's place in the whole console: its time in milliseconds, and which one of those of that time, from 0. */
export interface LinePlace {
  timestamp: number;
  index: number;
}

/** A line as it was reported; it may hold several lines of text. */
export interface LogLine extends LinePlace {
  msg: string;
  level: string;
}

/** What is loaded of a console: consecutive lines, and whether they reach its ends. */
export interface LogWindow {
  lines: readonly LogLine[];
  atStart: boolean;
  atEnd: boolean;
  /** Lines of the whole console. */
  total: number;
}

/** A page in the order of time. */
export interface LogPage {
  lines: readonly LogLine[];
  /** Lines of the whole console. */
  total: number;
  /** There is nothing beyond it in its direction. */
  last: boolean;
}

export const NOTHING: LogWindow = { lines: [], atStart: true, atEnd: true, total: 0 };

/** Lines kept at once: what is far from where one looks is given up, and asked for again when one comes back. */
export const MOST_LINES = 40_000;

/** Negative where `a` stands before `b`. */
export const compare = (a: LinePlace, b: LinePlace) => a.timestamp - b.timestamp || a.index - b.index;

/** Lines as the server gives them, in the order of time; lines of one time are always together. */
export function asLines(events: readonly { timestamp: number; msg: string; level: string }[]): LogLine[] {
  let before: LogLine | undefined;
  return events.map(({ timestamp, msg, level }) => {
    const index = before?.timestamp === timestamp ? before.index + 1 : 0;
    before = { timestamp, index, msg, level };
    return before;
  });
}

/** How many elements of a sorted list stand before a place. */
export function countBefore(list: readonly LinePlace[], place: LinePlace): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(list[middle] as LinePlace, place) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The window with a page of earlier lines; what is too much goes at the other end. */
export function withEarlier(window: LogWindow, { lines, total, last }: LogPage): LogWindow {
  const all = [...lines, ...window.lines];
  return {
    total,
    lines: all.slice(0, MOST_LINES),
    atStart: last,
    atEnd: window.atEnd && all.length <= MOST_LINES,
  };
}

/** The window with a page of later lines; what is too much goes at the other end. */
export function withLater(window: LogWindow, { lines, total, last }: LogPage): LogWindow {
  const all = [...window.lines, ...lines];
  return {
    total,
    lines: all.slice(-MOST_LINES),
    atStart: window.atStart && all.length <= MOST_LINES,
    atEnd: last,
  };
}

const isSame = (a: LogLine | undefined, b: LogLine | undefined) =>
  a !== undefined && b !== undefined && compare(a, b) === 0 && a.msg === b.msg;

/**
 * The window with the last lines of the console as they are now: lines may arrive late, between those that are there.
 * Undefined when lines are missing between the two.
 */
export function withTail(window: LogWindow, { lines, total, last }: LogPage): LogWindow | undefined {
  const first = lines[0];
  if (!first) return { ...NOTHING };
  const kept = countBefore(window.lines, { timestamp: first.timestamp, index: 0 });
  const end = window.lines.at(-1);
  const isAsBefore =
    window.lines.length - kept === lines.length && isSame(end, lines.at(-1)) && window.total === total;
  if (isAsBefore && (!last || kept === 0)) return window;
  if (last) return { lines, total, atStart: true, atEnd: true };
  if (!end || end.timestamp < first.timestamp) return undefined;
  const all = [...window.lines.slice(0, kept), ...lines];
  return {
    total,
    lines: all.slice(-MOST_LINES),
    atStart: window.atStart && all.length <= MOST_LINES,
    atEnd: true,
  };
}
