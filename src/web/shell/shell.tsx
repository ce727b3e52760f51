import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useParams } from '@tanstack/react-router';
import { type KeyboardEvent, lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { applyHidpi, applyTheme, themeFrom } from '../appearance.ts';
import { OwnInvites } from '../pages/invitations/own-invites.tsx';
import { preferenceAt } from '../preferences.ts';
import { type CurrentUser, currentUserQuery, preferencesQuery, usePreference } from '../queries.ts';
import { ErrorNote } from '../ui/note.tsx';
import { Skeleton } from '../ui/states.tsx';
import { hidpiFrom } from '../ui-scale.ts';
import { useActiveWorkspace } from './active-workspace.ts';
import { Crumbs } from './crumbs.tsx';
import { crumbsOf } from './crumbs-of.ts';
import { Foot } from './foot.tsx';
import { useNameOf } from './page-name.ts';
import { placesOf } from './places.ts';
import { useShortcuts } from './shortcuts.ts';
import { SideBar } from './side-bar.tsx';
import { TopBar } from './top-bar.tsx';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));
const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog.tsx')).KeysDialog }));

/** Shows the page as the account prefers it. */
function useAppearance(): void {
  const { data } = useQuery(preferencesQuery);
  const theme = data && themeFrom(preferenceAt(data, 'views.theme'));
  const hidpi = data && JSON.stringify(hidpiFrom(preferenceAt(data, 'views.hidpi')));
  useEffect(() => {
    if (theme) applyTheme(theme);
  }, [theme]);
  useEffect(() => {
    if (hidpi) applyHidpi(JSON.parse(hidpi));
  }, [hidpi]);
}

/** Keeps the workspace of the address as the one to come back to. */
function useRememberWorkspace(user: CurrentUser): void {
  const { workspace } = useParams({ strict: false });
  const { data } = useQuery(preferencesQuery);
  const { value, set } = usePreference('users.activeWorkspace');
  const known = user.companies.some(({ id }) => id === workspace);
  const differs = data !== undefined && known && value !== workspace;
  const tried = useRef<string>(undefined);
  useEffect(() => {
    if (!differs || tried.current === workspace) return;
    tried.current = workspace;
    set(workspace);
  }, [differs, workspace, set]);
}

/** After a change of page: its top, its title, and the focus at its content. */
function useArrival(title: string): void {
  const { pathname } = useLocation();
  const [arrived, setArrived] = useState(pathname);
  useEffect(() => {
    document.title = `${title} · Atrium`;
  }, [title]);
  useEffect(() => {
    if (pathname === arrived) return;
    setArrived(pathname);
    window.scrollTo(0, 0);
    document.getElementById('content')?.focus({ preventScroll: true });
  }, [pathname, arrived]);
}

/** The frame of a signed-in person's pages. */
function Frame({ user }: { user: CurrentUser }) {
  const { pathname } = useLocation();
  const { workspace } = useParams({ strict: false });
  const active = useActiveWorkspace();
  const [layer, setLayer] = useState<'palette' | 'keys' | 'drawer' | null>(null);
  useAppearance();
  useRememberWorkspace(user);
  const named = (id: string | undefined) => user.companies.find((company) => company.id === id)?.name;
  const groups = useMemo(() => placesOf(active, user.server_admin), [active, user.server_admin]);
  const places = useMemo(() => [...groups.account, ...groups.inWorkspace, ...groups.server], [groups]);
  const openPalette = useCallback(() => setLayer('palette'), []);
  const openKeys = useCallback(() => setLayer('keys'), []);
  const close = useCallback(() => setLayer(null), []);
  useShortcuts(places, openPalette, openKeys);
  const crumbs = crumbsOf(pathname, named(workspace), user.server_admin, useNameOf(pathname));
  useArrival(crumbs.at(-1)?.name ?? '');
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && layer === 'drawer') close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only closes the drawer by Escape
    <div className={layer === 'drawer' ? 'shell nav-open' : 'shell'} onKeyDown={onKeyDown}>
      <SideBar
        groups={[
          { title: 'Your account', places: groups.account },
          { title: named(active) ?? '', places: groups.inWorkspace },
          { title: 'This server', places: groups.server },
        ]}
        onLeave={close}
      />
      <div className="main">
        <TopBar
          user={user}
          active={active}
          places={places}
          drawerOpen={layer === 'drawer'}
          onLayer={setLayer}
          crumbs={<Crumbs crumbs={crumbs} />}
        />
        <main className="page" id="content" tabIndex={-1}>
          <OwnInvites />
          <Outlet />
        </main>
        <Foot />
      </div>
      <button type="button" className="veil" aria-label="Close menu" tabIndex={-1} onClick={close} />
      <Suspense>
        {layer === 'palette' && <Palette user={user} active={active} places={places} onClose={close} />}
        {layer === 'keys' && <KeysDialog places={places} onClose={close} />}
      </Suspense>
    </div>
  );
}

/** What stands there until the server has said who is signed in, or when it does not. */
function Before({ error, onRetry }: { error: unknown; onRetry: () => unknown }) {
  return (
    <main className="page" id="content" tabIndex={-1}>
      {error ? (
        <>
          <h1>Atrium does not answer</h1>
          <ErrorNote error={error} onRetry={onRetry} />
        </>
      ) : (
        <Skeleton what="your account" />
      )}
    </main>
  );
}

/** Every page but the doors: asks who is there first, and shows the frame around the page. */
export function Shell() {
  const query = useQuery(currentUserQuery);
  const skip = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    document.getElementById('content')?.focus();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: <base href> would lead "#content" to another page */}
      <a className="skip" href="#content" onClick={skip}>
        Skip to content
      </a>
      {query.data ? <Frame user={query.data} /> : <Before error={query.error} onRetry={query.refetch} />}
    </>
  );
}
