import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Log } from './log.ts';
import { findLine } from './log-pages.ts';

interface Event {
  timestamp: number;
  msg: string;
  level: string;
}

/** What the server has, in the order of time, and what it was asked for. */
let events: Event[];
let asked: Record<string, unknown>[];
let fails: boolean;

function pageOf(body: Record<string, unknown>) {
  const { batch_size, navigate_earlier, from_timestamp: from } = body as Record<string, number | null>;
  const beyond = events.filter(({ timestamp }) => {
    if (from === null || from === undefined) return true;
    return navigate_earlier ? timestamp < from : timestamp > from;
  });
  const size = batch_size ?? 0;
  return { events: navigate_earlier ? beyond.slice(-size) : beyond.slice(0, size), total: events.length };
}

function hitOf({ text, from }: Record<string, unknown>) {
  const begin = (from as { timestamp: number } | null)?.timestamp ?? -1;
  const part = events.filter(({ timestamp }) => timestamp > begin).slice(0, 100);
  const found = part.find(({ msg }) => msg.includes(String(text)));
  const at = (event: Event | undefined) => event && { timestamp: event.timestamp, index: 0 };
  return { hit: at(found) ?? null, next: found || part.length < 100 ? null : at(part.at(-1)) };
}

vi.stubGlobal('document', { baseURI: 'https://ml.example.org/' });
vi.stubGlobal('fetch', async (url: string, init: { body: string }) => {
  const body = JSON.parse(init.body) as Record<string, unknown>;
  asked.push(body);
  if (fails) throw new TypeError('failed');
  const data = url.endsWith('search_task_log') ? hitOf(body) : pageOf(body);
  return new Response(JSON.stringify({ meta: { result_code: 200 }, data }), { status: 200 });
});

const add = (from: number, to: number) => {
  for (let i = from; i < to; i += 1) events.push({ timestamp: i, msg: `line ${i}`, level: 'info' });
};
const made = () => new Log('w', 't');
const span = (log: Log) => {
  const { lines, atStart, atEnd } = log.state().window;
  return [lines[0]?.timestamp, lines.at(-1)?.timestamp, atStart, atEnd];
};
beforeEach(() => {
  events = [];
  asked = [];
  fails = false;
});

describe('a console', () => {
  test('is read from its end on, and back to its beginning', async () => {
    add(0, 2_500);
    const log = made();
    await log.jump('end');
    expect(span(log)).toEqual([1_500, 2_499, false, true]);
    await log.earlier();
    await log.earlier();
    expect(span(log)).toEqual([0, 2_499, true, true]);
  });

  test('jumps to its beginning and to any line, and asks for nothing that is loaded', async () => {
    add(0, 10_000);
    const log = made();
    await log.jump('start');
    expect(span(log)).toEqual([0, 999, true, false]);
    await log.jump({ timestamp: 5_000, index: 0 });
    expect(span(log)).toEqual([4_501, 5_500, false, false]);
    const before = asked.length;
    await log.jump({ timestamp: 5_100, index: 0 });
    expect(asked).toHaveLength(before);
    expect(log.state().goal).toEqual({ at: { timestamp: 5_100, index: 0 } });
  });

  test('shows what arrives at its end, late lines too, and closes gaps', async () => {
    add(0, 100);
    const log = made();
    await log.jump('end');
    events.splice(50, 0, { timestamp: 49.5, msg: 'late', level: '' });
    add(100, 110);
    await log.look();
    expect([...span(log), log.state().window.lines.length]).toEqual([0, 109, true, true, 111]);
    add(110, 3_000);
    await log.look();
    expect([...span(log), log.state().window.lines.length]).toEqual([0, 2_999, true, true, 3_001]);
    add(3_000, 20_000);
    await log.look();
    expect(span(log)).toEqual([19_000, 19_999, false, true]);
  });

  test('only counts what arrives while one looks elsewhere, and leaves what has not changed', async () => {
    add(0, 5_000);
    const log = made();
    await log.jump('start');
    add(5_000, 5_001);
    await log.look();
    expect([...span(log), log.state().window.total]).toEqual([0, 999, true, false, 5_001]);
    await log.jump('end');
    const { window } = log.state();
    await log.look();
    expect(log.state().window).toBe(window);
  });

  test('that was emptied is empty', async () => {
    add(0, 10);
    const log = made();
    await log.jump('end');
    events = [];
    await log.look();
    expect(log.state().window).toMatchObject({ lines: [], total: 0 });
  });

  test('keeps what is loaded when the server does not answer, and goes on when it does', async () => {
    add(0, 2_000);
    const log = made();
    await log.jump('end');
    fails = true;
    await log.earlier();
    expect([log.state().error === undefined, ...span(log)]).toEqual([false, 1_000, 1_999, false, true]);
    fails = false;
    await log.earlier();
    expect([log.state().error, ...span(log)]).toEqual([undefined, 0, 1_999, false, true]);
  });

  test('takes one page at a time; a jump waits its turn', async () => {
    add(0, 5_000);
    const log = made();
    await log.jump('end');
    await Promise.all([log.earlier(), log.earlier(), log.jump('start')]);
    expect(asked).toHaveLength(3);
    expect(span(log)).toEqual([0, 999, true, false]);
  });
});

test('a text far away is found by as many calls as it takes, until nobody wants it any more', async () => {
  add(0, 1_000);
  const sought = { text: 'line 777', from: undefined, earlier: false };
  expect(await findLine('w', 't', { ...sought, wanted: () => true })).toEqual({ timestamp: 777, index: 0 });
  expect(asked).toHaveLength(8);
  expect(await findLine('w', 't', { ...sought, wanted: () => asked.length < 10 })).toBeUndefined();
  expect(asked).toHaveLength(10);
});
