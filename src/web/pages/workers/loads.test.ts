import { expect, test } from 'vitest';
import { linePoints, readLoads } from './loads.ts';

const metric = (name: string, values: number[], dates = values.map((_, i) => 60 * i)) => ({
  metric: name,
  dates,
  stats: [{ aggregation: 'avg' as const, values }],
});

test('memory is a share of what is used and free', () => {
  const loads = readLoads([
    metric('cpu_usage', [10, 30]),
    metric('memory_used', [1, 3]),
    metric('memory_free', [3, 1]),
  ]);
  expect(loads.cpu).toEqual([
    { at: 0, percent: 10 },
    { at: 60, percent: 30 },
  ]);
  expect(loads.memory.map(({ percent }) => percent)).toEqual([25, 75]);
  expect(loads.gpu).toEqual([]);
});

test('a time without one of the two says nothing of memory', () => {
  const loads = readLoads([metric('memory_used', [1, 3]), metric('memory_free', [1], [60])]);
  expect(loads.memory).toEqual([{ at: 60, percent: 75 }]);
});

test('a line goes from the left edge to the right one and stays in its box', () => {
  const series = [
    { at: 0, percent: 0 },
    { at: 50, percent: 50 },
    { at: 100, percent: 140 },
  ];
  expect(linePoints(series, 100, 100)).toBe('0.0,23.0 50.0,12.0 100.0,1.0');
});
