import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api.ts';
import { Field, refusedField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { refreshWorkspaces } from './workspace-queries.ts';

/** Makes a workspace and goes there. */
export function CreateWorkspaceDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('workspaces.create', { name }),
    onSuccess: async ({ id }) => {
      await refreshWorkspaces(client);
      onClose();
      await navigate({ to: '/w/$workspace/settings', params: { workspace: id } });
      toast(`${name.trim()} created`);
    },
  });
  return (
    <FormDialog
      title="Create workspace"
      about="It has its own members, credentials and vaults. You own it."
      submit="Create workspace"
      busy={isPending && 'Creating…'}
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
        hint="Members see it. You can change it later."
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  );
}
