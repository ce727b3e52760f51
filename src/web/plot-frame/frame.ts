/**
 * The only script of ours in the frame of a plot. The frame has an origin of its own that nothing else has (it is
 * sandboxed), so what a plot brings along can reach neither the page nor its session.
 */
import type { DrawMessage, FrameMessage } from './messages.ts';
import { modernTitles } from './modern-titles.ts';
import { themedLayout } from './themed-layout.ts';

interface Plotly {
  react(box: HTMLElement, data: unknown[], layout: object, config: object): Promise<unknown>;
}

const CONFIG = {
  responsive: true,
  displaylogo: false,
  // the frame may save nothing: the page does
  modeBarButtonsToRemove: ['toImage'],
};

const { Plotly } = window as unknown as { Plotly: Plotly };
const box = document.getElementById('plot') as HTMLElement;
/** The page's origin cannot be known here, and nothing said is secret. */
const say = (message: FrameMessage) => window.parent.postMessage(message, '*');

async function draw({ figure, theme }: DrawMessage): Promise<void> {
  document.documentElement.style.colorScheme = theme.dark ? 'dark' : 'light';
  document.body.style.background = theme.surface;
  try {
    const data = figure.data.map((trace) => modernTitles(trace as Record<string, unknown>));
    const layout = themedLayout({ data, layout: modernTitles(figure.layout) }, theme);
    await Plotly.react(box, data, layout, CONFIG);
    say({ atrium: 'drawn', height: box.scrollHeight });
  } catch {
    say({ atrium: 'failed' });
  }
}

window.addEventListener('message', ({ source, data }: MessageEvent<DrawMessage>) => {
  if (source === window.parent && data?.atrium === 'draw') void draw(data);
});
say({ atrium: 'ready' });
