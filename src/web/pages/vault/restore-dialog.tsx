import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { FindingList } from './finding-list.tsx';
import { troubleOf } from './save-trouble.ts';
import { refreshVaults, type Vault } from './vault-queries.ts';

interface RestoreDialogProps {
  workspace: string;
  vault: Vault;
  version: number;
  onClose: () => void;
  onRestored: () => void;
}

/** Asks before an old version becomes the newest again. */
export function RestoreDialog({ workspace, vault, version, onClose, onRestored }: RestoreDialogProps) {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (accept_warnings: boolean) =>
      call(
        'vaults.restore',
        { vault: vault.id, version, base: vault.version, accept_warnings },
        { workspace },
      ),
    onSuccess: async (restored) => {
      onRestored();
      onClose();
      await refreshVaults(client, workspace);
      toast(`Version ${version} restored as version ${restored.version}`);
    },
    onError: () => refreshVaults(client, workspace),
  });
  const trouble = error ? troubleOf(error) : undefined;
  const warned = trouble?.kind === 'findings' && trouble.confirm;
  const refused = trouble?.kind === 'findings' && !trouble.confirm;
  return (
    <Dialog
      title={`Restore version ${version}?`}
      about={`Its text becomes version ${vault.version + 1}. No version is lost.`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Keep version {vault.version}</Button>
          <Button
            look="primary"
            disabled={refused}
            busy={isPending && 'Restoring…'}
            onClick={() => mutate(warned)}
          >
            {warned ? 'Restore anyway' : 'Restore'}
          </Button>
        </>
      }
    >
      <Note>
        {vault.enabled
          ? 'The vault is on: what is restored counts from the next start of a client.'
          : 'The vault is off and stays off.'}
      </Note>
      {trouble?.kind === 'findings' && (
        <div className="stack">
          <Note tone={refused ? 'bad' : 'warn'}>
            {refused
              ? 'Clients would drop or misread that text. Switch the vault off first, then restore it.'
              : 'Clients read that text, but perhaps not as you mean it.'}
          </Note>
          <FindingList findings={trouble.findings} />
        </div>
      )}
      {trouble?.kind === 'conflict' && (
        <Note tone="warn">
          <strong>{trouble.newest.author} saved meanwhile.</strong> Version {trouble.newest.version} is the
          newest now; look at it, then restore again if you still want to.
        </Note>
      )}
      {trouble?.kind === 'other' && <ErrorNote error={error} />}
    </Dialog>
  );
}
