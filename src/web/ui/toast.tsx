import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';

const SHOWN_MS = 2600;
let show: (text: string) => void = () => {};

/** Confirms something that worked. Errors never go here: they stay where they happened. */
export function toast(text: string): void {
  // after the dialog that caused it has closed, so that it stands where it can be seen and heard
  setTimeout(() => show(text), 30);
}

/** Where toasts appear: inside the topmost dialog, since everything outside it is inert. */
export function Toasts() {
  const [said, setSaid] = useState<{ text: string; home: Element } | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    show = (text) => {
      clearTimeout(timer);
      setSaid({ text, home: [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body });
      timer = setTimeout(() => setSaid(null), SHOWN_MS);
    };
    return () => clearTimeout(timer);
  }, []);
  return (
    said &&
    createPortal(
      <div className="toast" role="status">
        {said.text}
      </div>,
      said.home,
    )
  );
}
