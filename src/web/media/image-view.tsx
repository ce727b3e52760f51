import { useEffect } from 'react';
import { Picture } from './stored-image.tsx';
import { useStoredLink } from './use-stored-link.ts';
import type { Reason } from './why-not.ts';

interface ImageViewProps {
  workspace: string;
  url: string;
  name: string;
  /** True for its own pixels, else it is made to fit. */
  full: boolean;
  onFull: (full: boolean) => void;
  onShown: (pixels: { width: number; height: number }) => void;
  onProblem: (reason: Reason) => void;
}

/** A picture alone: fitted into its place, or in its own pixels, where it scrolls. */
export function ImageView({ workspace, url, name, full, onFull, onShown, onProblem }: ImageViewProps) {
  const { href, round, problem, failed } = useStoredLink(workspace, url);
  useEffect(() => {
    if (problem) onProblem(problem);
  }, [problem, onProblem]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={full ? 'canvas canvas-full' : 'canvas'} aria-label={`Picture ${name}`} tabIndex={0}>
      {href && (
        <button
          type="button"
          className="canvas-btn"
          aria-pressed={full}
          aria-label={full ? 'Fit into the window' : 'Show in full size'}
          onClick={() => onFull(!full)}
        >
          <Picture
            key={round}
            href={href}
            alt={name}
            onShown={({ naturalWidth, naturalHeight }) =>
              onShown({ width: naturalWidth, height: naturalHeight })
            }
            onFailed={failed}
          />
        </button>
      )}
    </section>
  );
}
