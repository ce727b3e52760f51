import { PAGE, readPage, readUpTo, TAIL } from './log-pages.ts';
import {
  countBefore,
  type LinePlace,
  type LogPage,
  type LogWindow,
  NOTHING,
  withEarlier,
  withLater,
  withTail,
} from './log-window.ts';

/** Where the view has to go: an end of the console, or one of its lines. */
export type Goal = 'start' | 'end' | LinePlace;

export interface LogState {
  window: LogWindow;
  /** Nothing was read yet. */
  isNew: boolean;
  /** Which part is being read. */
  reading: 'earlier' | 'later' | 'jump' | undefined;
  error: unknown;
  /** Renewed with each jump: the view goes there once. */
  goal: { at: Goal } | undefined;
}

/** Pages by which a gap before the newest lines is closed; a longer one is jumped over. */
const GAP_PAGES = 5;

export type Log = ReturnType<typeof createLog>;

/** A console as far as it is loaded, for one view. */
export function createLog(workspace: string, task: string) {
  let state: LogState = {
    ...{ window: NOTHING, isNew: true, reading: undefined, error: undefined, goal: undefined },
  };
  const watchers = new Set<() => void>();
  const set = (next: Partial<LogState>) => {
    state = { ...state, ...next };
    for (const watcher of watchers) watcher();
  };

  let present: Promise<void> = Promise.resolve();

  async function run(what: NonNullable<LogState['reading']>, work: () => Promise<Partial<LogState>>) {
    set({ reading: what });
    try {
      set({ ...(await work()), reading: undefined, error: undefined, isNew: false });
    } catch (error) {
      set({ reading: undefined, error });
    }
  }

  /** One reading at a time: jumps wait for it, what else is asked for meanwhile the view asks for again. */
  async function read(what: NonNullable<LogState['reading']>, work: () => Promise<Partial<LogState>>) {
    if (state.reading && what !== 'jump') return;
    while (state.reading) await present;
    present = run(what, work);
    await present;
  }

  const page = (earlier: boolean, from?: number, size = PAGE) =>
    readPage(workspace, task, { earlier, from, size });

  const fromTail = ({ lines, total, last }: LogPage): LogWindow => ({
    ...{ lines, total, atStart: last, atEnd: true },
  });

  /** Closes the gap between what is loaded and the newest lines. */
  async function catchUp(window: LogWindow): Promise<LogWindow> {
    let next = window;
    for (let i = 0; i < GAP_PAGES && next.lines.length > 0; i += 1) {
      next = withLater(next, await page(false, next.lines.at(-1)?.timestamp));
      if (next.atEnd) return next;
    }
    return fromTail(await page(true));
  }

  return {
    state: () => state,
    watch(watcher: () => void) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },

    earlier: () =>
      read('earlier', async () => {
        const { window } = state;
        return { window: withEarlier(window, await page(true, window.lines[0]?.timestamp)) };
      }),

    later: () =>
      read('later', async () => {
        const { window } = state;
        return { window: withLater(window, await page(false, window.lines.at(-1)?.timestamp)) };
      }),

    /** Goes to an end of the console, or to a line. */
    async jump(at: Goal): Promise<void> {
      const { window } = state;
      const isThere = {
        start: window.atStart && !state.isNew,
        end: window.atEnd && !state.isNew,
      };
      if (typeof at === 'string' ? isThere[at] : isLoaded(window, at)) return set({ goal: { at } });
      await read('jump', async () => {
        if (at === 'end') return { window: fromTail(await page(true)), goal: { at } };
        if (at === 'start') {
          const { lines, total, last } = await page(false);
          return { window: { lines, total, atStart: true, atEnd: last }, goal: { at } };
        }
        const until = await readUpTo(workspace, task, at.timestamp);
        const { lines, total, last } = until;
        const around = { lines, total, atStart: last, atEnd: false };
        const rest = await page(false, lines.at(-1)?.timestamp ?? at.timestamp, PAGE / 2);
        return { window: withLater(around, rest), goal: { at } };
      });
    },

    /** Looks for what was reported meanwhile: at the end the lines, elsewhere only how many there are. */
    async look(): Promise<void> {
      if (state.reading) return;
      const { window } = state;
      const tail = await page(true, undefined, window.atEnd ? TAIL : 1).catch(() => undefined);
      // whatever was read meanwhile is newer
      if (!tail || state.window !== window || state.reading) return;
      if (tail.total < window.lines.length) return set({ window: fromTail(await page(true)) });
      if (!window.atEnd) return set({ window: { ...window, total: tail.total } });
      const joined = withTail(window, tail);
      if (joined) return joined === window ? undefined : set({ window: joined });
      await read('later', async () => ({ window: await catchUp(window) }));
    },
  };
}

/** Whether a line is among those that are loaded. */
function isLoaded({ lines }: LogWindow, place: LinePlace): boolean {
  const found = lines[countBefore(lines, place)];
  return found?.timestamp === place.timestamp && found.index === place.index;
}
