import { useLocation } from '@tanstack/react-router';
import { useEffect, useSyncExternalStore } from 'react';

let named: { path: string; name: string } | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Calls the page by what it shows, such as a project's name, in the crumbs and in the browser's tab. */
export function usePageName(name: string | undefined): void {
  const { pathname: path } = useLocation();
  useEffect(() => {
    if (name === undefined) return;
    named = { path, name };
    for (const listener of listeners) listener();
  }, [path, name]);
}

/** What the page at this path calls itself, if it does. */
export function useNameOf(path: string): string | undefined {
  return useSyncExternalStore(subscribe, () => (named?.path === path ? named.name : undefined));
}
