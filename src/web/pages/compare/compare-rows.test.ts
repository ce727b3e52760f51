import { expect, test } from 'vitest';
import { literal } from './compare-queries.ts';
import { metricRows, parameterRows } from './compare-rows.ts';

const run = (lr: string, extra = {}) => ({ hyperparams: { Args: { lr: { value: lr }, ...extra } } });

test('parameters stand side by side, and those that differ are marked', () => {
  const rows = parameterRows([run('0.1', { seed: { value: '7' } }), run('0.01', { seed: { value: '7' } })]);
  expect(rows).toEqual([
    { group: 'Args', name: 'lr', values: ['0.1', '0.01'], differs: true },
    { group: 'Args', name: 'seed', values: ['7', '7'], differs: false },
  ]);
});

test('a parameter that only one run has differs too', () => {
  const rows = parameterRows([run('0.1'), {}]);
  expect(rows).toEqual([{ group: 'Args', name: 'lr', values: ['0.1', undefined], differs: true }]);
});

test('metrics come by their last, smallest or largest value', () => {
  const kept = {
    metric: 'loss',
    variant: 'train',
    iteration: 3,
    value: 0.25,
    min_value: 0.125,
    max_value: null,
  };
  const last = { m: { v: kept } };
  expect(metricRows([last], 'last')[0]?.values).toEqual(['0.25']);
  expect(metricRows([last], 'min')[0]?.values).toEqual(['0.125']);
  expect(metricRows([last], 'max')[0]?.values).toEqual(['no number']);
  expect(metricRows([last, null], 'last')[0]).toMatchObject({ values: ['0.25', undefined], differs: true });
});

test('what is typed into the search is meant as it stands', () => {
  expect(literal('run (2) *.')).toBe('run \\(2\\) \\*\\.');
});
