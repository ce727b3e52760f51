import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';

interface MenuGroupProps {
  label?: string;
  className?: string;
  children: ReactNode;
}

/** Items that belong together, with a hairline above. */
export function MenuGroup({ label, className = '', children }: MenuGroupProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a menu takes only items and groups, no fieldset
    <div className={`menu-group ${className}`} role="group" aria-label={label}>
      {children}
    </div>
  );
}

interface MenuProps {
  className: string;
  buttonClass: string;
  /** What the button shows; it must hold its name. */
  button: ReactNode;
  label: string;
  head?: ReactNode;
  /** Menu groups; `close` is given so that items can end the menu. */
  children: (close: () => void) => ReactNode;
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
}

/** Moves the focus among the items: arrows in a ring, Home and End. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = itemsOf(event.currentTarget);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const step = STEPS[event.key];
  let to: number;
  if (step !== undefined) to = (at + step + items.length) % items.length;
  else if (event.key === 'Home') to = 0;
  else if (event.key === 'End') to = items.length - 1;
  else return;
  event.preventDefault();
  items[to]?.focus();
}

/** A button that opens a menu: arrow keys, Home, End, Escape; it closes when the focus leaves. */
export function Menu({ className, buttonClass, button, label, head, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open) itemsOf(box.current)[0]?.focus();
  }, [open]);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: watches focus and Escape for the whole menu
    <div
      className={className}
      ref={box}
      onBlur={(event) => {
        if (event.relatedTarget && !box.current?.contains(event.relatedTarget)) setOpen(false);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={opener}
        type="button"
        className={buttonClass}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && <div className="menu-veil" onPointerDown={() => setOpen(false)} />}
      {open && (
        <div className="pop">
          {head}
          <div role="menu" tabIndex={0} aria-label={label} onKeyDown={moveFocus}>
            {children(close)}
          </div>
        </div>
      )}
    </div>
  );
}
