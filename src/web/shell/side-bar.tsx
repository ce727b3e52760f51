import { Link } from '@tanstack/react-router';
import { Icon } from '../ui/icon.tsx';
import { Mark } from '../ui/mark.tsx';
import type { Place } from './places.ts';

function NavGroup({ id, title, places }: { id: string; title: string; places: Place[] }) {
  return (
    <div>
      <p className="nav-title" id={id}>
        {title}
      </p>
      <ul className="nav-list" aria-labelledby={id}>
        {places.map(({ name, icon, link }) => (
          <li key={name}>
            <Link className="nav-item" activeProps={{ 'aria-current': 'page' }} {...link}>
              <Icon name={icon} />
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface SideBarProps {
  groups: { title: string; places: Place[] }[];
  onLeave: () => void;
}

/** The settings' own navigation; a drawer on narrow windows. */
export function SideBar({ groups, onLeave }: SideBarProps) {
  const shown = groups.filter(({ places }) => places.length > 0);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: only closes the drawer after one of its links was followed
    <aside
      className="side"
      id="side"
      onClick={(event) => (event.target as Element).closest('a') && onLeave()}
    >
      <Link className="brand" to="/" aria-label="Atrium, start">
        <Mark />
        Atrium
      </Link>
      <nav className="nav" aria-label="Settings">
        {shown.map(({ title, places }, i) => (
          <NavGroup key={title} id={`nav-${i}`} title={title} places={places} />
        ))}
      </nav>
      <p className="side-foot">Server {window.location.host}</p>
    </aside>
  );
}
