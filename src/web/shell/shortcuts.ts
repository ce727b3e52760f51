import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Place } from './places.ts';

const CHORD_MS = 1500;

/** True where a letter is text or belongs to someone else: fields, menus, dialogs. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, dialog, [role="menu"], [contenteditable="true"]') !== null
  );
}

/** Ctrl/Cmd-K opens the palette, "?" the list of keys, "g" and a letter go to a place. */
export function useShortcuts(places: Place[], openPalette: () => void, openKeys: () => void): void {
  const navigate = useNavigate();
  const chordUntil = useRef(0);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        openPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '?') openKeys();
      const inChord = event.timeStamp < chordUntil.current;
      chordUntil.current = event.key === 'g' ? event.timeStamp + CHORD_MS : 0;
      const place = inChord ? places.find(({ key }) => key === event.key) : undefined;
      if (!place) return;
      event.preventDefault();
      void navigate(place.link);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [places, openPalette, openKeys, navigate]);
}
