import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import type { Workspace } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, generalError, refusedField } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { refreshWorkspaces } from './workspace-queries.ts';

interface RenameWorkspaceDialogProps {
  workspace: Workspace;
  onClose: () => void;
}

/** Gives a workspace another name. */
export function RenameWorkspaceDialog({ workspace, onClose }: RenameWorkspaceDialogProps) {
  const client = useQueryClient();
  const [name, setName] = useState(workspace.name);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('workspaces.update', { name }, { workspace: workspace.id }),
    onSuccess: async () => {
      await refreshWorkspaces(client);
      onClose();
      toast(`Now called ${name.trim()}`);
    },
  });
  const general = generalError(error, ['name']);
  return (
    <Dialog
      title={`Rename ${workspace.name}`}
      about="Its id stays the same, so nothing that was pasted anywhere breaks."
      onClose={onClose}
      onSubmit={() => !isPending && mutate()}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={isPending && 'Saving…'}>
            Rename
          </Button>
        </>
      }
    >
      <Field
        label="Name"
        autoComplete="off"
        required
        maxLength={120}
        value={name}
        error={refusedField(error, 'name')}
        onChange={(event) => setName(event.target.value)}
      />
      {general !== null && general !== undefined && <ErrorNote error={general} />}
    </Dialog>
  );
}
