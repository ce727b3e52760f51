import { lazy, Suspense } from 'react';
import { Skeleton } from '../../ui/states.tsx';
import { AlsoApplied } from './also-applied.tsx';
import { HistorySection } from './history-section.tsx';
import { NoVault } from './no-vault.tsx';
import { RolloutSection } from './rollout-section.tsx';
import { SavedText } from './saved-text.tsx';
import { useEditing } from './use-editing.ts';
import { VaultEditor } from './vault-editor.tsx';
import { VaultHead } from './vault-head.tsx';
import type { VaultDetails, Vaults } from './vault-queries.ts';

const WhySection = lazy(async () => ({ default: (await import('./why/why-section.tsx')).WhySection }));

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
      {personal && listed && <AlsoApplied workspace={workspace.id} listed={listed} look="section" />}
      {listed && (
        <Suspense fallback={<Skeleton what="where values come from" />}>
          <WhySection workspace={workspace.id} listed={listed} details={details} draft={draft} />
        </Suspense>
      )}
      {details && <HistorySection workspace={workspace.id} details={details} draft={draft} />}
      {details && <RolloutSection workspace={workspace.id} vault={details.vault} />}
    </>
  );
}
