import { describe, expect, test } from 'vitest';
import { readPlot, withPictures } from './read-plot.ts';

const figure = (value: unknown) => readPlot(JSON.stringify(value));

describe('the text of a plot', () => {
  test('is a figure with its data and layout, also where one of them is missing', () => {
    expect(figure({ data: [{ y: [1] }] })).toEqual({
      ...{ kind: 'figure', figure: { data: [{ y: [1] }], layout: {} }, sources: [] },
    });
    expect(figure({ layout: { title: 'x' } })).toMatchObject({ kind: 'figure', figure: { data: [] } });
  });

  test('may hold the NaN and Infinity that Python writes: they are gaps, but letters in texts', () => {
    const read = readPlot('{"data": [{"y": [1, NaN, -Infinity, Infinity], "name": "NaN \\" Infinity"}]}');
    expect(read).toMatchObject({ figure: { data: [{ y: [1, null, null, null], name: 'NaN " Infinity' }] } });
  });

  test('that is no figure says so', () => {
    expect(readPlot('{"data": [')).toMatchObject({ kind: 'broken' });
    expect(figure({ data: 'x' })).toMatchObject({ kind: 'broken' });
    expect(figure([1])).toMatchObject({ kind: 'broken' });
  });

  test('ten megabytes that end too early are refused quickly', () => {
    const text = `{"data": [{"y": [${'0.123456,'.repeat(1_100_000)}`;
    const before = performance.now();
    expect(readPlot(text).kind).toBe('broken');
    expect(performance.now() - before).toBeLessThan(3000);
  });
});

describe('pictures', () => {
  const source = 's3://bucket/plot.png';

  test('a picture by itself is one, which the page shows', () => {
    expect(figure({ data: [], layout: { images: [{ source }] } })).toEqual({ kind: 'picture', url: source });
  });

  test('beside other things they are named, and drawn as what was read of them; the others are left out', () => {
    const images = [{ source }, { source: 's3://bucket/lost.png' }, { source: 'data:image/png;base64,AA' }];
    const read = figure({ data: [{ y: [1] }], layout: { images } });
    if (read.kind !== 'figure') throw new Error('no figure');
    expect(read.sources).toEqual([source, 's3://bucket/lost.png']);
    const drawn = withPictures(read.figure, new Map([[source, 'data:image/png;base64,BB']]));
    expect(drawn.layout.images).toEqual([
      { source: 'data:image/png;base64,BB' },
      { source: 'data:image/png;base64,AA' },
    ]);
  });
});
