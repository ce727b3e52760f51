import { Link } from '@tanstack/react-router';
import { Icon } from '../../ui/icon.tsx';

interface FoldersProps {
  workspace: string;
  /** The address whose folders these are, with its slash. */
  url: string;
  names: readonly string[];
  /** Whether the listing goes on, and so may the folders. */
  more: boolean;
}

/** The folders directly below, as far as the listing shows. */
export function Folders({ workspace, url, names, more }: FoldersProps) {
  if (names.length === 0) return null;
  return (
    <nav aria-label="Folders below">
      <ul className="folders">
        {names.map((name) => (
          <li key={name}>
            <Link
              className="btn btn-sm"
              to="/w/$workspace/gallery"
              params={{ workspace }}
              search={{ url: `${url}${name}/` }}
            >
              <Icon name="folder" />
              {name}
            </Link>
          </li>
        ))}
        {more && <li className="xs quiet">More may follow.</li>}
      </ul>
    </nav>
  );
}
