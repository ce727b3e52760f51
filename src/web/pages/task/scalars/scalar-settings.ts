import { useEffect, useRef, useState } from 'react';
import { usePreference } from '../../../queries.ts';
import type { Axis } from './curve.ts';
import type { Grouping } from './metric-list.ts';

/** How curves are shown: kept with the account. */
export interface ScalarSettings {
  axis: Axis;
  grouping: Grouping;
  /** Weight of the moving average, 0 to 0.99. */
  smoothing: number;
  log: boolean;
  /** Whether charts along iterations zoom together. */
  together: boolean;
}

const DEFAULTS: ScalarSettings = {
  axis: 'iter',
  grouping: 'metric',
  smoothing: 0,
  log: false,
  together: false,
};
const MOST_SMOOTHING = 0.99;
const SAVE_AFTER_MS = 600;

/** Settings from what the account keeps, whatever somebody has put there. */
export function settingsFrom(stored: unknown): ScalarSettings {
  const kept = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const { axis, grouping, smoothing, log, together } = kept;
  return {
    axis: axis === 'start' || axis === 'clock' ? axis : DEFAULTS.axis,
    grouping: grouping === 'none' ? grouping : DEFAULTS.grouping,
    smoothing: typeof smoothing === 'number' ? Math.min(MOST_SMOOTHING, Math.max(0, smoothing)) : 0,
    log: log === true,
    together: together === true,
  };
}

/** The settings, and the way to change some of them: shown at once, kept a moment later. */
export function useScalarSettings(): [ScalarSettings, (changed: Partial<ScalarSettings>) => void] {
  const { value, set } = usePreference('views.scalars');
  const [changed, setChanged] = useState<ScalarSettings>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const settings = changed ?? settingsFrom(value);
  const change = (some: Partial<ScalarSettings>) => {
    const next = { ...settings, ...some };
    setChanged(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => set(next), SAVE_AFTER_MS);
  };
  return [settings, change];
}
