import type { Zoom } from './plot-options.ts';

const STEP = 0.25;

/**
 * What a key makes of the shown part of the axis: + and - come nearer and go away, arrows move, 0 shows all. Undefined
 * for other keys.
 */
export function zoomByKey(key: string, zoom: Zoom | null, all: Zoom): Zoom | null | undefined {
  const { min, max } = zoom ?? all;
  const width = max - min;
  switch (key) {
    case '+':
    case '=':
      return { min: min + width * STEP, max: max - width * STEP };
    case '-':
      return within({ min: min - width / 2, max: max + width / 2 }, all);
    case 'ArrowLeft':
      return zoom && moved(zoom, -width * STEP, all);
    case 'ArrowRight':
      return zoom && moved(zoom, width * STEP, all);
    case '0':
      return null;
    default:
      return undefined;
  }
}

/** A part that reaches over both ends is all of it. */
function within({ min, max }: Zoom, all: Zoom): Zoom | null {
  if (min <= all.min && max >= all.max) return null;
  return { min: Math.max(min, all.min), max: Math.min(max, all.max) };
}

function moved({ min, max }: Zoom, by: number, all: Zoom): Zoom {
  const step = Math.min(all.max - max, Math.max(all.min - min, by));
  return { min: min + step, max: max + step };
}
