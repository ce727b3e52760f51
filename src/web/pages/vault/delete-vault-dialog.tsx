import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { counted } from '../workspace/names.ts';
import { refreshVaults, type Vault } from './vault-queries.ts';

interface DeleteVaultDialogProps {
  workspace: string;
  vault: Vault;
  onClose: () => void;
}

/** Says what is lost and who is affected before a vault goes with its history. */
export function DeleteVaultDialog({ workspace, vault, onClose }: DeleteVaultDialogProps) {
  const client = useQueryClient();
  const { id, name, enabled, keys, version, readers } = vault;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('users.delete_vaults', { vaults: [id] }, { workspace }),
    onSuccess: async () => {
      onClose();
      await refreshVaults(client, workspace);
      toast(`“${name}” deleted`);
    },
  });
  return (
    <Dialog
      title={`Delete “${name}”?`}
      about="It goes with its history. This cannot be undone."
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Keep vault</Button>
          <Button look="danger" busy={isPending && 'Deleting…'} onClick={() => mutate()}>
            Delete vault
          </Button>
        </>
      }
    >
      <div className="stack">
        <h3>What is lost</h3>
        <ul className="impact">
          <li>
            <Icon name="vault" className="faint" />
            {counted(keys, 'value')}, secrets among them
          </li>
          <li>
            <Icon name="history" className="faint" />
            {counted(version, 'version')} of its text
          </li>
        </ul>
      </div>
      <div className="stack">
        <h3>Who is affected</h3>
        <ul className="impact">
          <li>
            <Icon name="users" className="faint" />
            {enabled ? (
              <span>
                <strong>{counted(readers, 'member')}</strong>: at their next start, scripts and agents miss
                these values
              </span>
            ) : (
              'Nobody now: it is off'
            )}
          </li>
        </ul>
      </div>
      {enabled && <Note>To try it first, switch the vault off: that can be undone.</Note>}
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}
