import type { Figure, PlotTheme } from './messages.ts';

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const partOf = (tree: Tree, name: string): Tree => (isTree(tree[name]) ? (tree[name] as Tree) : {});

/** Height of a plot that asks for none, in CSS pixels. */
const HEIGHT = 420;
const MOST_HEIGHT = 1600;
/** Of a table's rows, and of what is around them. */
const [ROW, AROUND] = [20, 110];

/** Tables need no more room than their rows. */
function heightOf({ data, layout }: Figure): number {
  if (typeof layout.height === 'number' && layout.height > 0) return Math.min(MOST_HEIGHT, layout.height);
  const tables = data.filter((trace) => isTree(trace) && trace.type === 'table') as Tree[];
  if (tables.length !== 1 || data.length !== 1) return HEIGHT;
  const values = partOf(tables[0] ?? {}, 'cells').values;
  const column = Array.isArray(values) ? values[0] : undefined;
  return Math.min(HEIGHT, AROUND + ROW * (Array.isArray(column) ? column.length : 1));
}

/** The page's colours where a figure has not chosen its own; a template's colours are no choice of the figure. */
function templateOf({ ink, soft_ink, line, surface, sunken, font }: PlotTheme, layout: Tree) {
  const axis = { gridcolor: line, linecolor: line, zerolinecolor: line, tickcolor: line };
  const scene = { ...axis, backgroundcolor: surface, showbackground: true };
  const cells = { fill: { color: surface }, line: { color: line }, font: { color: ink } };
  return {
    layout: {
      paper_bgcolor: surface,
      plot_bgcolor: surface,
      font: { color: ink, family: font, size: 12 },
      title: { font: { size: 14 } },
      margin: { t: layout.title === undefined ? 32 : 56, r: 32, b: 48, l: 56 },
      legend: { bgcolor: 'rgba(0,0,0,0)' },
      xaxis: { ...axis, automargin: true },
      yaxis: { ...axis, automargin: true },
      scene: { xaxis: scene, yaxis: scene, zaxis: scene },
      polar: { bgcolor: surface, angularaxis: axis, radialaxis: axis },
      ternary: { bgcolor: surface, aaxis: axis, baxis: axis, caxis: axis },
      modebar: { bgcolor: 'rgba(0,0,0,0)', color: soft_ink, activecolor: ink },
      hoverlabel: { bgcolor: sunken, bordercolor: line, font: { color: ink } },
    },
    data: { table: [{ header: { ...cells, fill: { color: sunken } }, cells }] },
  };
}

/** The layout of a figure as wide as its frame and in the page's colours. */
export function themedLayout(figure: Figure, theme: PlotTheme): Tree {
  const { layout } = figure;
  const ours = templateOf(theme, layout);
  const own = partOf(layout, 'template');
  const data: Tree = { ...partOf(own, 'data'), ...ours.data };
  const colourway = partOf(own, 'layout').colorway;
  const { width: _, ...kept } = layout;
  return {
    ...kept,
    template: {
      data,
      layout: { ...ours.layout, ...(Array.isArray(colourway) && { colorway: colourway }) },
    },
    autosize: true,
    height: heightOf(figure),
    // what a person has zoomed to stays when new data comes
    uirevision: 'kept',
  };
}
