import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LoadedState } from '../../ui/states.tsx';
import type { Draft } from './draft.ts';
import { RestoreDialog } from './restore-dialog.tsx';
import { Section } from './section.tsx';
import { type VaultDetails, versionsQuery } from './vault-queries.ts';
import { VersionDifference } from './version-difference.tsx';
import { VersionList } from './version-list.tsx';

/** What a version is compared with: the one before it, another one by number, or the text in the editor. */
export type Against = 'before' | 'draft' | `${number}`;

interface HistorySectionProps {
  workspace: string;
  details: VaultDetails;
  draft: Draft | undefined;
}

/** Every save: by whom, when, why, what it changed; and the way back. */
export function HistorySection({ workspace, details, draft }: HistorySectionProps) {
  const { vault } = details;
  const query = useInfiniteQuery(versionsQuery(workspace, vault.id));
  const versions = query.data?.pages.flatMap((page) => page.versions);
  const [chosen, setChosen] = useState<number>();
  const [wanted, setAgainst] = useState<Against>('before');
  const [restoring, setRestoring] = useState(false);
  const against = wanted === 'draft' && !draft ? 'before' : wanted;
  const shown = chosen ?? vault.version;
  const compare = (
    <label className="cluster sm quiet">
      Compare with
      <select
        className="select select-sm"
        value={against}
        onChange={(event) => setAgainst(event.target.value as Against)}
      >
        <option value="before">version before</option>
        {draft && <option value="draft">this draft</option>}
        {versions
          ?.filter(({ version }) => version !== shown)
          .map(({ version }) => (
            <option key={version} value={version}>
              v{version}
            </option>
          ))}
      </select>
    </label>
  );
  return (
    <Section
      look="section"
      anchor="history"
      title="History"
      about="Every save is a version. Restoring one makes a new version of it."
      end={compare}
    >
      <LoadedState query={{ ...query, data: versions }} what="versions">
        {(list) => (
          <div className="history">
            <VersionList
              versions={list}
              newest={vault}
              shown={shown}
              onShown={setChosen}
              more={query.hasNextPage}
              loading={query.isFetchingNextPage}
              onMore={() => void query.fetchNextPage()}
            />
            <VersionDifference
              workspace={workspace}
              vault={vault}
              shown={shown}
              against={against}
              draft={draft}
              onRestore={() => setRestoring(true)}
            />
          </div>
        )}
      </LoadedState>
      {restoring && (
        <RestoreDialog
          workspace={workspace}
          vault={vault}
          version={shown}
          onClose={() => setRestoring(false)}
          onRestored={() => setChosen(undefined)}
        />
      )}
    </Section>
  );
}
