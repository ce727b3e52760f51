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

type Reading = 'earlier' | 'later' | 'jump';

export interface LogState {
  window: LogWindow;
  /** Nothing was read yet. */
  isNew: boolean;
  /** Which part is being read. */
  reading: Reading | undefined;
  error: unknown;
  /** Renewed with each jump: the view goes there once. */
  goal: { at: Goal } | undefined;
}

/** Pages by which a gap before the newest lines is closed; a longer one is jumped over. */
const GAP_PAGES = 5;

/** A console as far as it is loaded, for one view. */
export class Log {
  #state: LogState = {
    ...{ window: NOTHING, isNew: true, reading: undefined, error: undefined, goal: undefined },
  };
  #present: Promise<void> = Promise.resolve();
  readonly #watchers = new Set<() => void>();
  readonly #place: [workspace: string, task: string];

  constructor(workspace: string, task: string) {
    this.#place = [workspace, task];
  }

  readonly state = (): LogState => this.#state;

  /** Calls back after each change; gives back how to stop. */
  readonly watch = (watcher: () => void) => {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  };

  earlier(): Promise<void> {
    return this.#read('earlier', async () => {
      const { window } = this.#state;
      return { window: withEarlier(window, await this.#page(true, window.lines[0]?.timestamp)) };
    });
  }

  later(): Promise<void> {
    return this.#read('later', async () => {
      const { window } = this.#state;
      return { window: withLater(window, await this.#page(false, window.lines.at(-1)?.timestamp)) };
    });
  }

  /** Goes to an end of the console, or to a line. */
  async jump(at: Goal): Promise<void> {
    if (this.#has(at)) this.#set({ goal: { at } });
    else await this.#read('jump', async () => ({ window: await this.#windowAt(at), goal: { at } }));
  }

  /** Looks for what was reported meanwhile: at the end the lines, elsewhere only how many there are. */
  async look(): Promise<void> {
    const { window, reading } = this.#state;
    if (reading) return;
    const tail = await this.#page(true, undefined, window.atEnd ? TAIL : 1).catch(() => undefined);
    // whatever was read meanwhile is newer
    if (!tail || this.#state.window !== window || this.#state.reading) return;
    // lines are gone, by a reset or because they are old: begin anew
    if (tail.total < window.lines.length)
      return this.#read('later', async () => ({ window: await this.#windowAt('end') }));
    if (!window.atEnd) return this.#set({ window: { ...window, total: tail.total } });
    const joined = withTail(window, tail);
    if (!joined) await this.#read('later', async () => ({ window: await this.#caughtUp(window) }));
    else if (joined !== window) this.#set({ window: joined });
  }

  #set(next: Partial<LogState>): void {
    this.#state = { ...this.#state, ...next };
    for (const watcher of this.#watchers) watcher();
  }

  /** One reading at a time: jumps wait for it, what else is asked for meanwhile the view asks for again. */
  async #read(what: Reading, work: () => Promise<Partial<LogState>>): Promise<void> {
    if (this.#state.reading && what !== 'jump') return;
    while (this.#state.reading) await this.#present;
    this.#present = this.#run(what, work);
    await this.#present;
  }

  async #run(what: Reading, work: () => Promise<Partial<LogState>>): Promise<void> {
    this.#set({ reading: what });
    try {
      this.#set({ ...(await work()), reading: undefined, error: undefined, isNew: false });
    } catch (error) {
      this.#set({ reading: undefined, error });
    }
  }

  #page(earlier: boolean, from?: number, size = PAGE): Promise<LogPage> {
    return readPage(...this.#place, { earlier, from, size });
  }

  #has(at: Goal): boolean {
    const { window, isNew } = this.#state;
    if (at === 'start') return !isNew && window.atStart;
    return at === 'end' ? !isNew && window.atEnd : isLoaded(window, at);
  }

  async #windowAt(at: Goal): Promise<LogWindow> {
    if (at === 'end') {
      const { lines, total, last } = await this.#page(true);
      return { lines, total, atStart: last, atEnd: true };
    }
    if (at === 'start') {
      const { lines, total, last } = await this.#page(false);
      return { lines, total, atStart: true, atEnd: last };
    }
    const { lines, total, last } = await readUpTo(...this.#place, at.timestamp);
    const rest = await this.#page(false, lines.at(-1)?.timestamp ?? at.timestamp, PAGE / 2);
    return withLater({ lines, total, atStart: last, atEnd: false }, rest);
  }

  /** Closes the gap between what is loaded and the newest lines. */
  async #caughtUp(window: LogWindow): Promise<LogWindow> {
    let next = window;
    for (let i = 0; i < GAP_PAGES && next.lines.length > 0; i += 1) {
      next = withLater(next, await this.#page(false, next.lines.at(-1)?.timestamp));
      if (next.atEnd) return next;
    }
    return this.#windowAt('end');
  }
}

/** Whether a line is among those that are loaded. */
function isLoaded({ lines }: LogWindow, place: LinePlace): boolean {
  const found = lines[countBefore(lines, place)];
  return found?.timestamp === place.timestamp && found.index === place.index;
}
