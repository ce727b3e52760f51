import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Button } from '../../ui/button.tsx';
import { LoadedState, Skeleton } from '../../ui/states.tsx';
import { changedLines } from './changed-lines.ts';
import type { Draft } from './draft.ts';
import type { Against } from './history-section.tsx';
import { CompareView } from './lazy-editor.ts';
import { type Vault, versionQuery } from './vault-queries.ts';

interface VersionDifferenceProps {
  workspace: string;
  vault: Vault;
  shown: number;
  against: Against;
  draft: Draft | undefined;
  onRestore: () => void;
}

/** The two sides to compare, the older one first; undefined while one is loading. */
function useSides({ workspace, vault, shown, against, draft }: VersionDifferenceProps) {
  const other = against === 'draft' ? undefined : against === 'before' ? shown - 1 : Number(against);
  const one = useQuery(versionQuery(workspace, vault.id, shown));
  const two = useQuery({
    ...versionQuery(workspace, vault.id, other ?? 0),
    enabled: other !== undefined && other > 0,
  });
  const refetch = () => (one.error ? one.refetch() : two.refetch());
  const mine = one.data && { name: `v${shown}`, text: one.data.text, at: shown };
  const theirs =
    against === 'draft' && draft
      ? { name: 'this draft', text: draft.text, at: Number.POSITIVE_INFINITY }
      : other === 0
        ? { name: 'nothing', text: '', at: 0 }
        : two.data && { name: `v${other}`, text: two.data.text, at: other ?? 0 };
  const data =
    mine && theirs
      ? {
          from: mine.at < theirs.at ? mine : theirs,
          to: mine.at < theirs.at ? theirs : mine,
          format: one.data.format,
          parsed: one.data.parsed && (two.data?.parsed ?? true),
        }
      : undefined;
  return { data, error: one.error ?? two.error, refetch };
}

/** What changed from one version to another. */
export function VersionDifference(props: VersionDifferenceProps) {
  const { vault, shown, onRestore } = props;
  const query = useSides(props);
  const counts = query.data && changedLines(query.data.from.text, query.data.to.text);
  return (
    <div>
      <div className="pane-bar">
        <strong>{query.data ? `${query.data.from.name} to ${query.data.to.name}` : `v${shown}`}</strong>
        {counts && (
          <>
            <span className="xs ok">
              <span className="sr">lines added: </span>+{counts.added}
            </span>
            <span className="xs bad">
              <span className="sr">lines cut: </span>−{counts.cut}
            </span>
          </>
        )}
        <div className="end">
          {vault.may_edit && shown !== vault.version && (
            <Button size="sm" icon="history" onClick={onRestore}>
              Restore v{shown} as new version
            </Button>
          )}
        </div>
      </div>
      <LoadedState query={query} what="the difference">
        {({ from, to, format, parsed }) => (
          <>
            {!parsed && (
              <p className="panel-pad sm quiet">
                A text that does not parse is masked whole, so its lines cannot be compared.
              </p>
            )}
            {from.text === to.text ? (
              <p className="panel-pad sm quiet">Both texts are the same.</p>
            ) : (
              <Suspense fallback={<Skeleton what="the difference" />}>
                <CompareView
                  label={`Difference from ${from.name} to ${to.name}`}
                  before={from.text}
                  after={to.text}
                  format={format}
                />
              </Suspense>
            )}
          </>
        )}
      </LoadedState>
    </div>
  );
}
