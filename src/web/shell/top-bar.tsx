import { type ReactNode, useEffect, useRef } from 'react';
import type { CurrentUser } from '../queries.ts';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import type { Place } from './places.ts';
import { ProfileMenu } from './profile-menu.tsx';

const IS_MAC = /^(Mac|iP)/.test(navigator.platform);

interface TopBarProps {
  user: CurrentUser;
  active: string | undefined;
  places: Place[];
  drawerOpen: boolean;
  onLayer: (layer: 'palette' | 'keys' | 'drawer' | null) => void;
  crumbs: ReactNode;
}

/** Moves the focus into the drawer when it opens and back to its button when it closes. */
function useDrawerFocus(open: boolean): void {
  const wasOpen = useRef(open);
  useEffect(() => {
    if (open) document.querySelector<HTMLElement>('#side .nav a')?.focus();
    else if (wasOpen.current && document.activeElement?.closest('#side, .veil, body:focus')) {
      document.querySelector<HTMLElement>('.burger')?.focus();
    }
    wasOpen.current = open;
  }, [open]);
}

/** The bar above every page: drawer, crumbs, palette, keys, profile menu. */
export function TopBar({ user, active, places, drawerOpen, onLayer, crumbs }: TopBarProps) {
  useDrawerFocus(drawerOpen);
  return (
    <header className="top">
      <button
        type="button"
        className="icon-btn burger"
        aria-label="Settings menu"
        aria-expanded={drawerOpen}
        aria-controls="side"
        onClick={() => onLayer(drawerOpen ? null : 'drawer')}
      >
        <Icon name="menu" />
      </button>
      {crumbs}
      <div className="top-end">
        <button type="button" className="search-btn" onClick={() => onLayer('palette')}>
          <Icon name="search" />
          <span className="txt">Search or run a command</span>
          <span className="keys" aria-hidden="true">
            <kbd>{IS_MAC ? '⌘' : 'Ctrl'}</kbd>
            <kbd>K</kbd>
          </span>
        </button>
        <IconButton icon="help" label="Keys" tip="Keys" onClick={() => onLayer('keys')} />
        <ProfileMenu user={user} active={active} places={places} />
      </div>
    </header>
  );
}
