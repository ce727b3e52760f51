import { describe, expect, test } from 'vitest';
import { looksOf } from './curve-looks.ts';
import { curvesAsCsv, curvesAsJson } from './export-curves.ts';
import { joinCurves } from './join-curves.ts';
import { chartsOf, metricsOf, singleState } from './metric-list.ts';
import { clockText, numberText, timeMarks } from './number-text.ts';
import { readCurves } from './read-curves.ts';
import { settingsFrom } from './scalar-settings.ts';
import { smoothCurve } from './smooth-curve.ts';

const one = { id: 'a1', name: 'first' };
const two = { id: 'b2', name: 'second' };
const kept = (metric: string, variant: string, iteration: number, value = 1) => ({
  [`${metric} ${variant}`]: { x: { metric, variant, iteration, count: 1, value } },
});

describe('reading', () => {
  test('the curves of one run come by metric and variant, along iterations as they are', () => {
    const answer = { loss: { train: { name: 'train', x: [1, 2], y: [0.5, null] } } };
    expect(readCurves(answer, [one], 'iter', new Map())).toEqual([
      { run: one, metric: 'loss', variant: 'train', x: [1, 2], y: [0.5, null] },
    ]);
  });

  test('those of several come by run below; a run without the metric has none', () => {
    const answer = { loss: { train: { b2: { name: 'second', x: [1], y: [3] } } } };
    expect(readCurves(answer, [one, two], 'iter', new Map()).map(({ run }) => run.id)).toEqual(['b2']);
  });

  test('time counts in seconds from the start, from the first point where the clock of the script is behind', () => {
    const answer = { loss: { train: { name: 'train', x: [10_000, 12_500], y: [1, 2] } } };
    expect(readCurves(answer, [one], 'start', new Map([['a1', 9000]]))[0]?.x).toEqual([1, 3.5]);
    expect(readCurves(answer, [one], 'start', new Map([['a1', 11_000]]))[0]?.x).toEqual([0, 2.5]);
    expect(readCurves(answer, [one], 'clock', new Map())[0]?.x).toEqual([10, 12.5]);
  });

  test('of points at the same time the last counts', () => {
    const answer = { loss: { train: { name: 'train', x: [1000, 1000, 2000], y: [1, 2, 3] } } };
    expect(readCurves(answer, [one], 'clock', new Map())[0]).toMatchObject({ x: [1, 2], y: [2, 3] });
  });
});

describe('smoothing', () => {
  test('starts at the first value, and a constant stays as it is', () => {
    const smooth = smoothCurve([4, 4, 4], 0.9);
    for (const value of smooth) expect(value).toBeCloseTo(4, 12);
    expect(smoothCurve([1, 3], 0.5)[1]).toBeCloseTo((0.25 + 1.5) / 0.75, 12);
  });

  test('keeps gaps and goes on behind them; without weight nothing changes', () => {
    expect(smoothCurve([2, null, 2], 0.6)).toEqual([2, null, expect.closeTo(2, 12)]);
    expect(smoothCurve([1, 5, null], 0)).toEqual([1, 5, null]);
  });
});

test('curves join over all their places: a gap is null, a place without a point is not one', () => {
  const joined = joinCurves([
    { x: [0, 2], y: [1, null] },
    { x: [1, 2], y: [5, 6] },
  ]);
  expect(joined).toEqual([
    [0, 1, 2],
    [1, undefined, null],
    [undefined, 5, 6],
  ]);
});

describe('looks', () => {
  test('a name keeps its colour whatever else is there, as long as that is free', () => {
    const alone = looksOf(['train']).get('train');
    expect(looksOf(['train', 'validation']).get('train')).toEqual(alone);
  });

  test('thirty names have thirty looks, and more of them do no harm', () => {
    const names = Array.from({ length: 30 }, (_, i) => `variant ${i}`);
    const looks = [...looksOf(names).values()].map(({ colour, line }) => `${colour} ${line}`);
    expect(new Set(looks).size).toBe(30);
    expect(looksOf([...names, 'one', 'two']).size).toBe(32);
  });
});

describe('the list of metrics', () => {
  const last = {
    ...kept('loss', 'train', 10),
    ...kept('loss', 'val', 4),
    ...kept('Summary', 'auc', -(2 ** 31)),
  };

  test('leaves single values out, and tells by its state when a metric has new points', () => {
    const [metric, ...others] = metricsOf([last]);
    expect([metric?.name, metric?.variants.map(({ name }) => name), others]).toEqual([
      'loss',
      ['train', 'val'],
      [],
    ]);
    const later = metricsOf([{ ...last, ...kept('loss', 'val', 5) }]);
    expect(later[0]?.variants[0]?.state).toBe(metric?.variants[0]?.state);
    expect(later[0]?.variants[1]?.state).not.toBe(metric?.variants[1]?.state);
    expect(singleState([last])).toContain('auc');
    expect(singleState([kept('loss', 'train', 1)])).toBe('');
  });

  test('makes one chart of a metric, or one of each variant', () => {
    expect(chartsOf(metricsOf([last]), 'metric').map(({ title }) => title)).toEqual(['loss']);
    expect(chartsOf(metricsOf([last]), 'none').map(({ title }) => title)).toEqual([
      'loss / train',
      'loss / val',
    ]);
  });

  test('joins what several runs have', () => {
    const charts = chartsOf(metricsOf([last, kept('loss', 'test', 3)]), 'metric');
    expect(charts[0]?.variants).toEqual(['test', 'train', 'val']);
  });
});

describe('saving', () => {
  const curve = { run: one, metric: 'loss', variant: 'train', x: [0, 1], y: [0.5, null] };

  test('a table has a column for each curve, gaps are empty, and no cell is a formula', () => {
    expect(curvesAsCsv([curve], ['=cmd, "x"'], 'iter')).toBe('iteration,"\'=cmd, ""x"""\r\n0,0.5\r\n1,\r\n');
  });

  test('JSON names run, metric and variant; times are written out', () => {
    const [saved] = JSON.parse(curvesAsJson([curve], 'clock'));
    expect(saved).toEqual({
      ...{ task: 'a1', task_name: 'first', metric: 'loss', variant: 'train' },
      ...{ time: ['1970-01-01T00:00:00.000Z', '1970-01-01T00:00:01.000Z'], value: [0.5, null] },
    });
  });
});

test('numbers and durations are short', () => {
  expect([0.123456789, 1500, 2e-7, 3e12, 0].map(numberText)).toEqual([
    '0.123457',
    '1500',
    '2E-7',
    '3E12',
    '0',
  ]);
  expect([0, 1.25, 65, 3723, 100_000].map(clockText)).toEqual([
    '0:00',
    '1.25 s',
    '1:05',
    '1:02:03',
    '1 d 3:46:40',
  ]);
});

test('marks of times name the day where it begins, and seconds only where they are apart by less than a minute', () => {
  const midnight = new Date(2026, 10, 29).getTime() / 1000;
  expect(timeMarks([midnight - 60, midnight, midnight + 60], 60)).toEqual([
    '23:59\n28 Nov',
    '00:00\n29 Nov',
    '00:01',
  ]);
  expect(timeMarks([midnight, midnight + 15], 15)).toEqual(['00:00:00\n29 Nov', '00:00:15']);
  expect(timeMarks([midnight, midnight + 86_400], 86_400)).toEqual(['29 Nov', '30 Nov']);
});

test('settings are read from whatever the account keeps', () => {
  expect(settingsFrom({ axis: 'clock', smoothing: 7, log: true, grouping: 'x' })).toEqual({
    ...{ axis: 'clock', grouping: 'metric', smoothing: 0.99, log: true, together: false },
  });
  expect(settingsFrom(null).axis).toBe('iter');
});
