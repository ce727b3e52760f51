import type { Figure } from '../../../plot-frame/messages.ts';

/** What a reported plot is. A picture by itself is shown by the page; all else is drawn in the frame. */
export type ReadPlot =
  | { kind: 'picture'; url: string }
  | { kind: 'figure'; figure: Figure; sources: string[] }
  | { kind: 'broken'; why: string };

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const STRINGS_AND_WORDS = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\bInfinity\b|\bNaN\b/g;

/** JSON as Python writes it: NaN and Infinity outside of texts are gaps. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse(text.replace(STRINGS_AND_WORDS, (found) => (found.startsWith('"') ? found : 'null')));
  }
}

/** Reads the text of a plot. */
export function readPlot(text: string): ReadPlot {
  let read: unknown;
  try {
    read = parse(text);
  } catch {
    return { kind: 'broken', why: 'What the script reported is not JSON.' };
  }
  if (!isTree(read) || !Array.isArray(read.data ?? []))
    return {
      kind: 'broken',
      why: 'What the script reported is JSON, but no figure of Plotly: "data" must be a list.',
    };
  const figure = { data: (read.data as unknown[]) ?? [], layout: isTree(read.layout) ? read.layout : {} };
  const sources = imagesOf(figure).flatMap(({ source }) => (typeof source === 'string' ? [source] : []));
  const foreign = sources.filter((source) => !source.startsWith('data:'));
  const [only] = foreign;
  if (only !== undefined && sources.length === 1 && figure.data.length === 0)
    return { kind: 'picture', url: only };
  return { kind: 'figure', figure, sources: [...new Set(foreign)] };
}

function imagesOf({ layout }: Figure): Tree[] {
  return Array.isArray(layout.images) ? layout.images.filter(isTree) : [];
}

/** The figure with its pictures as they were read; those that could not be are left out. */
export function withPictures(figure: Figure, pictures: ReadonlyMap<string, string>): Figure {
  const images = imagesOf(figure).flatMap((image) => {
    const source = String(image.source ?? '');
    const shown = source.startsWith('data:') ? source : pictures.get(source);
    return shown === undefined ? [] : [{ ...image, source: shown }];
  });
  return { ...figure, layout: { ...figure.layout, ...(Array.isArray(figure.layout.images) && { images }) } };
}
