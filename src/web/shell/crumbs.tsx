import { Link } from '@tanstack/react-router';

export interface Crumb {
  name: string;
  to?: '/' | '/settings/profile' | '/w/$workspace/projects';
  /** The workspace of `to`, where that names one. */
  workspace?: string;
}

/** Where one is, from the workspace or account to the page. */
export function Crumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav aria-label="Where you are">
      <ol className="crumbs">
        {crumbs.map(({ name, to, workspace = '' }, i) => (
          <li key={name}>
            {i === crumbs.length - 1 || !to ? (
              <span aria-current={i === crumbs.length - 1 ? 'page' : undefined}>{name}</span>
            ) : (
              <Link to={to} params={{ workspace }}>
                {name}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
