import { Link } from '@tanstack/react-router';
import { applyTheme, type Theme, themeFrom } from '../appearance.ts';
import { type CurrentUser, usePreference } from '../queries.ts';
import { Avatar, WorkspaceAvatar } from '../ui/avatar.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Menu, MenuGroup } from '../ui/menu.tsx';
import type { Place } from './places.ts';
import { useSignOut } from './sign-out.ts';

export const THEMES: readonly { theme: Theme; name: string; icon: IconName }[] = [
  { theme: 'light', name: 'Light', icon: 'sun' },
  { theme: 'dark', name: 'Dark', icon: 'moon' },
  { theme: 'system', name: 'System', icon: 'screen' },
];

/** The theme of the account and its setter, which shows it at once. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const { value, set } = usePreference('views.theme');
  const choose = (theme: Theme) => {
    applyTheme(theme);
    set(theme);
  };
  return [themeFrom(value), choose];
}

interface ProfileMenuProps {
  user: CurrentUser;
  active: string | undefined;
  places: Place[];
}

function WorkspaceItems({ user, active, close }: Omit<ProfileMenuProps, 'places'> & { close: () => void }) {
  return (
    <MenuGroup label="Workspaces">
      <div className="pop-title" role="presentation">
        Workspaces
      </div>
      {user.companies.map(({ id, name, personal }) => (
        <Link
          key={id}
          className="menu-item"
          role="menuitemradio"
          aria-checked={id === active}
          tabIndex={-1}
          to="/w/$workspace/settings"
          params={{ workspace: id }}
          activeProps={{ 'aria-current': undefined }}
          onClick={close}
        >
          <WorkspaceAvatar id={id} name={name} />
          <span className="name">{name}</span>
          <span className="tail">
            {personal && 'yours'}
            <Icon name="check" className="tick" />
          </span>
        </Link>
      ))}
    </MenuGroup>
  );
}

/** Inviting to the active workspace, for who administers it. */
function InviteItem({ user, active, close }: Omit<ProfileMenuProps, 'places'> & { close: () => void }) {
  const here = user.companies.find(({ id }) => id === active);
  if (here?.role !== 'owner' && here?.role !== 'administrator') return null;
  return (
    <MenuGroup label="Members">
      <Link
        className="menu-item"
        role="menuitem"
        tabIndex={-1}
        to="/w/$workspace/settings"
        params={{ workspace: here.id }}
        search={{ inviting: true }}
        activeProps={{ 'aria-current': undefined }}
        onClick={close}
      >
        <Icon name="users" />
        <span className="name">Invite a user</span>
      </Link>
    </MenuGroup>
  );
}

function ThemeItems() {
  const [chosen, choose] = useTheme();
  return (
    <MenuGroup className="theme-row" label="Theme">
      {THEMES.map(({ theme, name, icon }) => (
        <button
          key={theme}
          type="button"
          className="menu-item"
          role="menuitemradio"
          aria-checked={theme === chosen}
          tabIndex={-1}
          onClick={() => choose(theme)}
        >
          <Icon name={icon} />
          {name}
        </button>
      ))}
    </MenuGroup>
  );
}

/** The button upper right on every page, with everything about who one is and where. */
export function ProfileMenu({ user, active, places }: ProfileMenuProps) {
  const signOut = useSignOut();
  const color = user.initials_color ?? 1;
  const head = (
    <div className="pop-head">
      <Avatar name={user.name} color={color} />
      <div className="grow">
        <strong className="sm">{user.name}</strong>
        <span className="sub">{user.email}</span>
      </div>
    </div>
  );
  const button = (
    <>
      <Avatar name={user.name} color={color} />
      <span className="sr">{user.name}, profile menu</span>
      <Icon name="down" className="i-sm" />
    </>
  );
  return (
    <Menu className="me" buttonClass="me-btn" button={button} label="Profile" head={head}>
      {(close) => (
        <>
          <WorkspaceItems user={user} active={active} close={close} />
          <InviteItem user={user} active={active} close={close} />
          <MenuGroup label="Settings">
            {places.map(({ name, icon, key, link }) => (
              <Link
                key={name}
                className="menu-item"
                role="menuitem"
                tabIndex={-1}
                activeProps={{ 'aria-current': undefined }}
                onClick={close}
                {...link}
              >
                <Icon name={icon} />
                <span className="name">{name}</span>
                <span className="tail">
                  <span className="keys" aria-hidden="true">
                    <kbd>G</kbd>
                    <kbd>{key?.toUpperCase()}</kbd>
                  </span>
                </span>
              </Link>
            ))}
          </MenuGroup>
          <ThemeItems />
          <MenuGroup label="Session">
            <button
              type="button"
              className="menu-item"
              role="menuitem"
              tabIndex={-1}
              onClick={() => void signOut()}
            >
              <Icon name="out" />
              <span className="name">Sign out</span>
            </button>
          </MenuGroup>
        </>
      )}
    </Menu>
  );
}
