import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { type Owner, type Settings, saveSettings, settingsQuery } from './cleanup-queries.ts';
import { nameOf, type Row, withoutRow } from './settings-rows.ts';

interface RemoveKeyDialogProps {
  owner: Owner;
  settings: Settings;
  row: Row;
  onClose: () => void;
}

/** Forgets credentials, after saying what can no longer be deleted. */
export function RemoveKeyDialog({ owner, settings, row, onClose }: RemoveKeyDialogProps) {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => saveSettings(owner, withoutRow(settings, row)),
    onSuccess: async () => {
      await client.invalidateQueries(settingsQuery(owner));
      onClose();
      toast('Credentials removed');
    },
  });
  return (
    <Dialog
      title={`Remove the credentials for ${nameOf(row)}?`}
      about="Objects there can no longer be deleted with them, also by deletions that are at work. The key stays valid at the store."
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Keep</Button>
          <Button look="danger" busy={isPending && 'Removing…'} onClick={() => mutate()}>
            Remove
          </Button>
        </>
      }
    >
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}
