import { expect, test } from 'vitest';
import { readFrameMessage } from './messages.ts';
import { modernTitles } from './modern-titles.ts';
import { themedLayout } from './themed-layout.ts';

const theme = {
  ...{ dark: true, ink: 'ink', soft_ink: 'soft', line: 'line', surface: 'surface', sunken: 'sunken' },
  font: 'sans-serif',
};

test('what a frame says is taken only in the forms there are, and heights within bounds', () => {
  expect(readFrameMessage({ atrium: 'drawn', height: 1e9 })).toEqual({ atrium: 'drawn', height: 1600 });
  expect(readFrameMessage({ atrium: 'drawn', height: -5 })).toEqual({ atrium: 'drawn', height: 120 });
  expect(readFrameMessage({ atrium: 'ready', html: '<b>' })).toEqual({ atrium: 'ready' });
  for (const wrong of [
    null,
    'ready',
    { atrium: 'drawn', height: '9' },
    { atrium: 'drawn', height: Number.NaN },
    {},
  ])
    expect(readFrameMessage(wrong)).toBeUndefined();
});

test('a figure is as wide as its frame and in the colours of the page, where it has not chosen its own', () => {
  const layout = themedLayout(
    {
      data: [],
      layout: { width: 3000, height: 500, plot_bgcolor: 'pink', template: { layout: { font: {} } } },
    },
    theme,
  );
  expect(layout).toMatchObject({ autosize: true, height: 500, plot_bgcolor: 'pink' });
  expect(layout).not.toHaveProperty('width');
  expect(layout.template).toMatchObject({ layout: { paper_bgcolor: 'surface', font: { color: 'ink' } } });
});

test('the colours of the lines in a template are kept, and no height is without bound', () => {
  const layout = themedLayout(
    { data: [], layout: { height: 90_000, template: { layout: { colorway: ['red'] } } } },
    theme,
  );
  expect(layout.height).toBe(1600);
  expect(layout.template).toMatchObject({ layout: { colorway: ['red'] } });
});

test('a table is as high as its rows', () => {
  const table = (rows: number) => ({ type: 'table', cells: { values: [Array(rows).fill('x')] } });
  const heights = [3, 100].map((rows) => themedLayout({ data: [table(rows)], layout: {} }, theme).height);
  expect(heights).toEqual([170, 420]);
});

test('titles as the SDK writes them become those that Plotly reads', () => {
  expect(
    modernTitles({
      title: 'Loss',
      xaxis: { title: 'step', titlefont: { size: 9 } },
      yaxis: { title: { text: 'value' } },
      images: [{ title: 'kept' }],
    }),
  ).toEqual({
    title: { text: 'Loss' },
    xaxis: { title: { text: 'step', font: { size: 9 } } },
    yaxis: { title: { text: 'value' } },
    images: [{ title: 'kept' }],
  });
});
