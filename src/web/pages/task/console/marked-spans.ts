import type { Span } from './ansi.ts';

/** A piece of a line, marked where it belongs to what is searched for. */
export interface MarkedSpan extends Span {
  marked: boolean;
}

/** Only the letters A to Z are found in either case, as the server does it. */
const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Where a text stands in another, as pairs of beginning and end. */
function placesOf(text: string, sought: string): [number, number][] {
  if (sought === '') return [];
  const [within, what] = [lower(text), lower(sought)];
  const places: [number, number][] = [];
  for (let at = within.indexOf(what); at !== -1; at = within.indexOf(what, at + what.length))
    places.push([at, at + what.length]);
  return places;
}

/** The pieces of a line, cut where a searched text begins and ends. */
export function markedSpans(spans: readonly Span[], sought: string): MarkedSpan[] {
  const places = placesOf(spans.map(({ text }) => text).join(''), sought);
  if (places.length === 0) return spans.map((span) => ({ ...span, marked: false }));
  const cuts = [...new Set(places.flat())];
  const marked: MarkedSpan[] = [];
  let begin = 0;
  for (const { text, look } of spans) {
    const end = begin + text.length;
    const within = cuts.filter((at) => at > begin && at < end);
    const edges = [begin, ...within, end];
    for (let i = 1; i < edges.length; i += 1) {
      const [from, to] = [edges[i - 1] as number, edges[i] as number];
      const isMarked = places.some(([first, last]) => from >= first && to <= last);
      marked.push({ text: text.slice(from - begin, to - begin), look, marked: isMarked });
    }
    begin = end;
  }
  return marked;
}

/** Whether a line holds a text. */
export const holds = (text: string, sought: string) => lower(text).includes(lower(sought));
