import { useEffect, useRef, useState } from 'react';
import { giveUp } from './give-up.ts';
import { useStoredLink } from './use-stored-link.ts';
import { type Reason, said } from './why-not.ts';

interface MediaViewProps {
  workspace: string;
  url: string;
  kind: 'video' | 'audio';
  name: string;
  onProblem: (reason: Reason) => void;
}

/** Where it was when its link ended. */
interface Moment {
  time: number;
  playing: boolean;
}

interface PlayerProps extends Pick<MediaViewProps, 'kind' | 'name'> {
  href: string;
  at: Moment;
  onMoment: (at: Moment) => void;
  onFailed: () => void;
}

/** One link with the browser's own controls. */
function Player({ href, kind, name, at, onMoment, onFailed }: PlayerProps) {
  const [src] = useState(href);
  const media = {
    src,
    controls: true,
    preload: 'metadata' as const,
    'aria-label': name,
    ref: giveUp,
    onLoadedMetadata: ({ currentTarget }: { currentTarget: HTMLMediaElement }) => {
      if (at.time > 0) currentTarget.currentTime = at.time;
      // a browser may want a press for it; then it waits at the same moment
      if (at.playing) currentTarget.play().catch(() => undefined);
    },
    onTimeUpdate: ({ currentTarget }: { currentTarget: HTMLMediaElement }) =>
      onMoment({ time: currentTarget.currentTime, playing: !currentTarget.paused }),
    onError: onFailed,
  };
  return kind === 'video' ? <video className="media-video" {...media} /> : <audio {...media} />;
}

/**
 * A video or sound, of which browsers fetch only the parts they play. When its link ends while it plays, it goes on
 * from the same moment with a new one.
 */
export function MediaView({ workspace, url, kind, name, onProblem }: MediaViewProps) {
  const { href, round, problem, failed } = useStoredLink(workspace, url);
  const at = useRef<Moment>({ time: 0, playing: false });
  useEffect(() => {
    if (problem) onProblem(problem);
  }, [problem, onProblem]);
  if (!href) return <p className="sm quiet">{problem ? said(problem).short : 'Asking for a link…'}</p>;
  return (
    <Player
      key={round}
      {...{ href, kind, name }}
      at={at.current}
      onMoment={(moment) => {
        at.current = moment;
      }}
      onFailed={() => failed('not_shown')}
    />
  );
}
