import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import type { Workspace } from '../../queries.ts';
import { Field, refusedField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
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
  return (
    <FormDialog
      title={`Rename ${workspace.name}`}
      about="Its id stays the same, so nothing that was pasted anywhere breaks."
      submit="Rename"
      busy={isPending && 'Saving…'}
      error={error}
      fields={['name']}
      onClose={onClose}
      onSubmit={() => mutate()}
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
    </FormDialog>
  );
}
