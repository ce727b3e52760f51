import { Button } from '../../ui/button.tsx';
import { When } from '../../ui/when.tsx';
import { StateBadge } from './also-applied.tsx';
import type { Vault, Version } from './vault-queries.ts';

interface VersionListProps {
  versions: Version[];
  newest: Vault;
  shown: number;
  onShown: (version: number) => void;
  more: boolean;
  loading: boolean;
  onMore: () => void;
}

function noteOf({ note, restored_from }: Version) {
  if (note) return note;
  if (restored_from !== null) return `Restored from v${restored_from}`;
  return <span className="faint">No note</span>;
}

/** Versions, the newest first; pressing one shows what it changed. */
export function VersionList({ versions, newest, shown, onShown, more, loading, onMore }: VersionListProps) {
  return (
    <div>
      <ol aria-label="Versions" className="versions">
        {versions.map((one) => (
          <li key={one.version}>
            <button
              type="button"
              className="ver"
              aria-pressed={one.version === shown}
              onClick={() => onShown(one.version)}
            >
              <span className="no">v{one.version}</span>
              <span>
                <span className="ver-note">{noteOf(one)}</span>{' '}
                {one.version === newest.version && <StateBadge enabled={newest.enabled} />}
                <span className="sub">
                  {one.author?.name ?? 'Somebody who left'}, <When time={one.created} />
                </span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {more && (
        <div className="panel-pad">
          <Button size="sm" busy={loading && 'Loading…'} onClick={onMore}>
            Show older versions
          </Button>
        </div>
      )}
    </div>
  );
}
