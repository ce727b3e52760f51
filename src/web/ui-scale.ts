/** A screen as the browser tells it: CSS pixels, and device pixels in one of them. */
export interface Screen {
  width: number;
  height: number;
  devicePixelRatio: number;
}

/** What the account says about the HiDPI scale override. Absent means automatic. */
export interface HidpiPreference {
  auto: boolean;
  step?: number;
}

/** The steps of the scale with the shortest side, in CSS pixels, from which each holds. */
export const SCALE_STEPS = [
  { from: 1026, scale: 1 },
  { from: 918, scale: 0.9 },
  { from: 810, scale: 0.8 },
  { from: 702, scale: 0.7 },
  { from: 0, scale: 0.6 },
] as const;

/**
 * The scale that fits a page to a screen, 0.6 to 1: the step of ClearML's web app for the shorter side,
 * one step larger from a pixel ratio of 1.5, because sharp text may be small but not that small.
 */
export function uiScale({ width, height, devicePixelRatio }: Screen): number {
  const at = SCALE_STEPS.findIndex(({ from }) => Math.min(width, height) >= from);
  const step = devicePixelRatio >= 1.5 ? at - 1 : at;
  return SCALE_STEPS[Math.max(step, 0)]?.scale ?? 1;
}

/** Reads a stored preference of any age or shape. */
export function hidpiFrom(stored: unknown): HidpiPreference {
  if (typeof stored !== 'object' || stored === null) return { auto: true };
  const { auto, step } = stored as Record<string, unknown>;
  const known = SCALE_STEPS.find(({ scale }) => scale === step);
  return auto === false ? { auto: false, ...(known && { step: known.scale }) } : { auto: true };
}

/**
 * The scale in force. Automatic scaling leaves phones alone, as ClearML's does: there a screen is small
 * because the hand is, and text at 60 % could not be read.
 */
export function scaleFor(preference: HidpiPreference, screen: Screen, touch: boolean): number {
  if (!preference.auto) return preference.step ?? 1;
  const phone = touch && Math.min(screen.width, screen.height) < 600;
  return phone ? 1 : uiScale(screen);
}
