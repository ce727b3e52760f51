import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { atrium, launchAtrium } from '../../support/process/launch.ts';
import { makeWorkshop, postgresOf } from '../../support/process/workshop.ts';

vi.setConfig({ testTimeout: 180_000 });

const workshop = makeWorkshop();
const TRIES = 5;

test.skipIf(process.env.ATRIUM_TEST_POSTGRES === '15').each([
  ['SIGINT', 130],
  ['SIGHUP', 129],
] as const)('a command ended by %s takes the PostgreSQL it started along', async (signal, code) => {
  const env = { ATRIUM_DATA_DIR: workshop.dataFolder() };
  expect((await atrium(['user', 'list'], { env })).code).toBe(0);
  const codes: (number | null)[] = [];
  for (let round = 0; round < TRIES; round++) {
    const command = launchAtrium(['user', 'list'], { env });
    for (let waited = 0; waited < 200 && postgresOf(env.ATRIUM_DATA_DIR).length === 0; waited++)
      await sleep(10);
    await sleep(round * 15);
    command.send(signal);
    codes.push((await command.ended).code);
    expect(postgresOf(env.ATRIUM_DATA_DIR)).toEqual([]);
  }
  // Late ones had done their work already.
  expect(codes.every((one) => one === code || one === 0)).toBe(true);
  expect(codes).toContain(code);
  expect((await atrium(['user', 'list'], { env })).code).toBe(0);
});
