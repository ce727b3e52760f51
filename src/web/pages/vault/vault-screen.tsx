import { lazy, memo, Suspense } from 'react';
import { Skeleton } from '../../ui/states.tsx';
import { useQuiet } from '../people/quiet.ts';
import { AlsoApplied } from './also-applied.tsx';
import { HistorySection } from './history-section.tsx';
import { NoVault } from './no-vault.tsx';
import { RolloutSection } from './rollout-section.tsx';
import { SavedText } from './saved-text.tsx';
import { useEditing } from './use-editing.ts';
import { VaultEditor } from './vault-editor.tsx';
import { VaultHead } from './vault-head.tsx';
import type { VaultDetails, Vaults } from './vault-queries.ts';

const WhySection = lazy(async () => ({ default: memo((await import('./why/why-section.tsx')).WhySection) }));

/* A key press in the editor renders these no more often than they can follow. */
const Applied = memo(AlsoApplied);
const History = memo(HistorySection);
const Rollout = memo(RolloutSection);
const QUIET_MS = 400;

interface VaultScreenProps {
  workspace: { id: string; name: string };
  personal: boolean;
  details: VaultDetails | undefined;
  listed: Vaults | undefined;
}

/** Everything about one vault: its text, where its values come from, its past, and who has it. */
export function VaultScreen({ workspace, personal, details, listed }: VaultScreenProps) {
  const editing = useEditing(details);
  const { draft } = editing;
  const quiet = useQuiet(draft, QUIET_MS);
  const settled = draft && quiet;
  const edit = () => editing.open();
  return (
    <>
      <VaultHead workspace={workspace.id} workspaceName={workspace.name} details={details} onFix={edit} />
      {draft ? (
        <VaultEditor workspace={workspace.id} details={details} draft={draft} editing={editing} />
      ) : details ? (
        <SavedText workspace={workspace.id} details={details} onEdit={edit} />
      ) : (
        <NoVault open={editing.open} />
      )}
      {personal && listed && <Applied workspace={workspace.id} listed={listed} look="section" />}
      {listed && (
        <Suspense fallback={<Skeleton what="where values come from" />}>
          <WhySection workspace={workspace.id} listed={listed} details={details} draft={settled} />
        </Suspense>
      )}
      {details && <History workspace={workspace.id} details={details} draft={settled} />}
      {details && <Rollout workspace={workspace.id} vault={details.vault} />}
    </>
  );
}
