import { useEffect, useRef } from 'react';
import { useStoredLink } from './use-stored-link.ts';
import { type Reason, said } from './why-not.ts';

interface MediaViewProps {
  workspace: string;
  url: string;
  kind: 'video' | 'audio';
  name: string;
  onProblem: (reason: Reason) => void;
}

/**
 * A video or sound with the browser's own controls, which fetch only the parts they play. When its link ends while it
 * plays, it goes on from the same moment with a new one.
 */
export function MediaView({ workspace, url, kind, name, onProblem }: MediaViewProps) {
  const { href, problem, failed } = useStoredLink(workspace, url);
  const at = useRef({ time: 0, playing: false });
  useEffect(() => {
    if (problem) onProblem(problem);
  }, [problem, onProblem]);
  if (!href) return <p className="sm quiet">{problem ? said(problem).short : 'Asking for a link…'}</p>;
  const media = {
    src: href,
    controls: true,
    preload: 'metadata' as const,
    'aria-label': name,
    ref: (element: HTMLMediaElement | null) => () => element?.removeAttribute('src'),
    onLoadedMetadata: ({ currentTarget }: { currentTarget: HTMLMediaElement }) => {
      const { time, playing } = at.current;
      if (time > 0) currentTarget.currentTime = time;
      // a browser may want a press for it; then it waits at the same moment
      if (playing) currentTarget.play().catch(() => undefined);
    },
    onTimeUpdate: ({ currentTarget }: { currentTarget: HTMLMediaElement }) => {
      at.current = { time: currentTarget.currentTime, playing: !currentTarget.paused };
    },
    onError: () => failed('not_shown'),
  };
  return kind === 'video' ? <video className="media-video" {...media} /> : <audio {...media} />;
}
