import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { expect, test } from 'vitest';
import { startJobs } from './jobs.ts';

/** A log whose lines can be read. */
function openLog() {
  const lines: string[] = [];
  return { lines, log: pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }) };
}

test('a job that failed is logged, and runs again', async () => {
  const { lines, log } = openLog();
  let runs = 0;
  const run = async () => {
    runs += 1;
    throw new Error('no disk');
  };
  const jobs = startJobs([{ name: 'tidy', every_s: 0.005, run }], log);
  await expect.poll(() => runs).toBeGreaterThan(1);
  jobs.stop();
  expect(lines[0]).toContain('"job":"tidy"');
});

test('what stopping cuts short is no failure, and nothing runs after it', async () => {
  const { lines, log } = openLog();
  let runs = 0;
  let cutShort = (_error: Error) => {};
  const run = () => {
    runs += 1;
    return new Promise((_resolve, reject) => {
      cutShort = reject;
    });
  };
  const jobs = startJobs([{ name: 'tidy', every_s: 0.001, run }], log);
  await expect.poll(() => runs).toBe(1);
  jobs.stop();
  cutShort(new Error('the database is gone'));
  await sleep(20);
  expect([runs, lines]).toEqual([1, []]);
});
