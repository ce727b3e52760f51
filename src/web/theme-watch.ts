import { useSyncExternalStore } from 'react';

const dark = () => matchMedia('(prefers-color-scheme: dark)');

function watch(changed: () => void): () => void {
  const system = dark();
  system.addEventListener('change', changed);
  const forced = new MutationObserver(changed);
  forced.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', changed);
    forced.disconnect();
  };
}

function shownTheme(): 'light' | 'dark' {
  const forced = document.documentElement.dataset.theme;
  if (forced === 'light' || forced === 'dark') return forced;
  return dark().matches ? 'dark' : 'light';
}

/** The theme that is seen, whoever chose it: what is painted on a canvas must be painted anew when it changes. */
export const useShownTheme = () => useSyncExternalStore(watch, shownTheme);

/** Values of colour tokens as the present theme has them, which a canvas understands: `colours(['--ink'])`. */
export function tokenColours<Name extends string>(names: readonly Name[]): Record<Name, string> {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const read = names.map((name) => {
    probe.style.color = `var(${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(read) as Record<Name, string>;
}
