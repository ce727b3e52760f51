import { Link } from '@tanstack/react-router';
import type { Level } from './storage-levels.ts';

/** Bucket and folders above what is shown, each leading to its gallery. */
export function StorageCrumbs({ workspace, levels }: { workspace: string; levels: readonly Level[] }) {
  return (
    <nav aria-label="Folders above">
      <ol className="levels mono">
        {levels.map(({ name, url }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two levels may have one name
          <li key={i}>
            {url ? (
              <Link to="/w/$workspace/gallery" params={{ workspace }} search={{ url }}>
                {name}
              </Link>
            ) : (
              <span aria-current={i === levels.length - 1 ? 'page' : undefined}>{name}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
