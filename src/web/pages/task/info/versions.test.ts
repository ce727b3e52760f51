import { expect, test } from 'vitest';
import { progressOf, runtimeRows, versionsOf } from './versions.ts';

const runtime = {
  'CLEARML VERSION': 'clearml-2.1.7',
  CLI: 'train.py',
  progress: '40',
  gpu_type: 'A100',
  cpu_cores: 16,
  _pipeline_hash: 'abc',
};

test('client and command have names of their own', () => {
  expect(versionsOf({ runtime })).toEqual([
    ['Client', 'clearml-2.1.7'],
    ['Command', 'train.py'],
  ]);
  expect(versionsOf({})).toEqual([]);
});

test('the rest of the runtime stands by name, without what clients keep for themselves', () => {
  expect(runtimeRows({ runtime })).toEqual([
    ['cpu_cores', '16'],
    ['gpu_type', 'A100'],
  ]);
});

test('progress is a percentage once the script has said one', () => {
  expect(progressOf({ runtime })).toBe(40);
  expect(progressOf({ runtime: { progress: '0' } })).toBeUndefined();
  expect(progressOf({ runtime: { progress: 'soon' } })).toBeUndefined();
  expect(progressOf({})).toBeUndefined();
});
