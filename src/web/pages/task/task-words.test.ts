import { expect, test } from 'vitest';
import { isLive, isStopping } from './task-query.ts';
import { durationText, secondsBetween, typeName } from './task-words.ts';

test.each([
  [0, '0 s'],
  [0.9, '0 s'],
  [45, '45 s'],
  [60, '1 min'],
  [725, '12 min 5 s'],
  [3_600, '1 h'],
  [12_059, '3 h 20 min'],
  [86_405, '1 d'],
  [353_000, '4 d 2 h'],
  [-5, '0 s'],
])('%s seconds are %s', (seconds, said) => {
  expect(durationText(seconds)).toBe(said);
});

test('between two times are seconds, while one is missing there are none', () => {
  const from = '2026-11-23T09:00:00.000000+00:00';
  expect(secondsBetween(from, '2026-11-23T09:01:30.500000+00:00')).toBe(90.5);
  expect(secondsBetween(from, Date.parse(from) + 2_000)).toBe(2);
  expect(secondsBetween(from, null)).toBeUndefined();
  expect(secondsBetween(undefined, from)).toBeUndefined();
  expect(secondsBetween('', from)).toBeUndefined();
});

test('types are words', () => {
  expect(typeName('training')).toBe('Training');
  expect(typeName('data_processing')).toBe('Data processing');
  expect(typeName('qc')).toBe('Quality control');
});

test('a task is live while it waits or runs, and stopping while its worker is to end it', () => {
  expect(isLive({ status: 'queued' })).toBe(true);
  expect(isLive({ status: 'in_progress' })).toBe(true);
  expect(isLive({ status: 'stopped' })).toBe(false);
  expect(isStopping({ status: 'in_progress', status_message: 'stopping' })).toBe(true);
  expect(isStopping({ status: 'in_progress', status_message: null })).toBe(false);
  expect(isStopping({ status: 'stopped', status_message: 'stopping' })).toBe(false);
});
