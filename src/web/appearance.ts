import { type HidpiPreference, hidpiFrom, type Screen, scaleFor } from './ui-scale.ts';

export type Theme = 'light' | 'dark' | 'system';

/** Mirrors of two preferences, so that the first paint is right before the account has answered. */
const THEME_KEY = 'atrium-theme';
const SCALE_KEY = 'atrium-scale';

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // storage may be switched off; the account still knows
  }
}

function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function themeFrom(stored: unknown): Theme {
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** Shows a theme at once, without a wave of transitions; "system" is the absence of the attribute. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  root.classList.add('no-motion');
  requestAnimationFrame(() => requestAnimationFrame(() => root.classList.remove('no-motion')));
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  remember(THEME_KEY, theme);
}

export function currentScreen(): Screen {
  const { width, height } = window.screen;
  return { width, height, devicePixelRatio: window.devicePixelRatio };
}

let inForce: HidpiPreference = { auto: true };

function rescale(): void {
  const touch = matchMedia('(pointer: coarse)').matches;
  const scale = scaleFor(inForce, currentScreen(), touch);
  document.documentElement.style.setProperty('--ui-scale', String(scale));
}

/** Scales every rem of the page, live. */
export function applyHidpi(preference: HidpiPreference): void {
  inForce = preference;
  rescale();
  remember(SCALE_KEY, JSON.stringify(preference));
}

/** Applies what this browser remembers, and follows the window to other screens. */
export function startAppearance(): void {
  try {
    inForce = hidpiFrom(JSON.parse(recall(SCALE_KEY) ?? 'null'));
  } catch {
    inForce = { auto: true };
  }
  rescale();
  window.addEventListener('resize', rescale);
}
