import { useEffect, useRef, useState } from 'react';
import { basePath } from '../../../base-path.ts';
import {
  type DrawMessage,
  type Figure,
  type PlotTheme,
  readFrameMessage,
} from '../../../plot-frame/messages.ts';
import { tokenColours, useShownTheme } from '../../../theme-watch.ts';
import { Note } from '../../../ui/note.tsx';

const HEIGHT = 420;

function themeOf(shown: 'light' | 'dark'): PlotTheme {
  const colours = tokenColours(['--ink', '--ink-2', '--line', '--surface', '--sunken']);
  return {
    dark: shown === 'dark',
    ink: colours['--ink'],
    soft_ink: colours['--ink-2'],
    line: colours['--line'],
    surface: colours['--surface'],
    sunken: colours['--sunken'],
    font: getComputedStyle(document.body).fontFamily,
  };
}

/**
 * A figure drawn by Plotly in a frame of its own, which shares no origin with the page: what scripts report is foreign
 * content and never runs in ours.
 */
export function PlotFrame({ label, figure }: { label: string; figure: Figure }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [ready, setReady] = useState(false);
  const [result, setResult] = useState<'drawn' | 'failed'>();
  const theme = useShownTheme();
  useEffect(() => {
    const listen = ({ source, data }: MessageEvent) => {
      const element = frame.current;
      if (!element || source !== element.contentWindow) return;
      const message = readFrameMessage(data);
      if (message?.atrium === 'ready') setReady(true);
      else if (message) setResult(message.atrium);
      if (message?.atrium === 'drawn') element.style.height = `${message.height}px`;
    };
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, []);
  useEffect(() => {
    if (!ready) return;
    const message: DrawMessage = { atrium: 'draw', figure, theme: themeOf(theme) };
    // the frame's origin is opaque and has no name that could be given here
    frame.current?.contentWindow?.postMessage(message, '*');
  }, [ready, figure, theme]);
  return (
    <>
      {result === 'failed' && (
        <Note tone="bad">Plotly could not draw this. The data can be saved as it was reported.</Note>
      )}
      <iframe
        ref={frame}
        // until it has drawn, the frame is white whatever the theme
        className={result === 'drawn' ? 'plot-frame' : 'plot-frame waits'}
        title={label}
        src={`${basePath()}plot-frame/`}
        sandbox="allow-scripts"
        height={HEIGHT}
      />
    </>
  );
}
