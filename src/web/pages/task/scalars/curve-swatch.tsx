import type { Look } from './curve-looks.ts';

/** The line of a curve in its colour, for legends. */
export function CurveSwatch({ look: { colour, line } }: { look: Look }) {
  return (
    <svg className={`curve-swatch curve-c${colour + 1} curve-l${line}`} viewBox="0 0 20 8" aria-hidden="true">
      <path d="M1 4h18" />
    </svg>
  );
}
