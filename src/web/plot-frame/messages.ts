/** What the page and the frame of a plot say to each other by postMessage. */

/** A figure as scripts report it, read as JSON and nothing more. */
export interface Figure {
  data: unknown[];
  layout: Record<string, unknown>;
}

/** Colours of the page, so that the plot looks like a part of it. */
export interface PlotTheme {
  dark: boolean;
  ink: string;
  soft_ink: string;
  line: string;
  surface: string;
  sunken: string;
  font: string;
}

/** The page asks the frame to draw. */
export interface DrawMessage {
  atrium: 'draw';
  figure: Figure;
  theme: PlotTheme;
}

/** The frame tells that it can draw, how high the plot is, or that it could not. */
export type FrameMessage = { atrium: 'ready' } | { atrium: 'drawn'; height: number } | { atrium: 'failed' };

/** Heights in CSS pixels that a plot may ask for. */
const [LEAST, MOST] = [120, 1600];

/** What a frame said, checked: it holds foreign content, so nothing it says is taken as it comes. */
export function readFrameMessage(data: unknown): FrameMessage | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { atrium, height } = data as { atrium?: unknown; height?: unknown };
  if (atrium === 'ready' || atrium === 'failed') return { atrium };
  if (atrium !== 'drawn' || typeof height !== 'number' || !Number.isFinite(height)) return undefined;
  return { atrium, height: Math.min(MOST, Math.max(LEAST, Math.round(height))) };
}
