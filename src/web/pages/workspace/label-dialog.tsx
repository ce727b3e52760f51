import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { shortKey } from '../../ui/copy.tsx';
import { Field, refusedField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { type Credential, refreshCredentials } from './credentials-query.ts';

interface LabelDialogProps {
  credential: Credential;
  workspace: string;
  onClose: () => void;
}

/** Renames a key pair; an empty label takes the name away. */
export function LabelDialog({ credential, workspace, onClose }: LabelDialogProps) {
  const client = useQueryClient();
  const [label, setLabel] = useState(credential.label ?? '');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      call(
        'auth.edit_credentials',
        { access_key: credential.access_key, label: label.trim() || null },
        { workspace },
      ),
    onSuccess: async () => {
      await refreshCredentials(client);
      onClose();
      toast('Label saved');
    },
  });
  return (
    <FormDialog
      title="Edit label"
      about={`Of the key ${shortKey(credential.access_key)}. Blocks already pasted keep the old comment.`}
      submit="Save"
      busy={isPending && 'Saving…'}
      error={error}
      fields={['label']}
      onClose={onClose}
      onSubmit={() => mutate()}
    >
      <Field
        label="Label"
        maxLength={256}
        autoComplete="off"
        value={label}
        error={refusedField(error, 'label')}
        hint="Leave it empty to have none."
        onChange={(event) => setLabel(event.target.value)}
      />
    </FormDialog>
  );
}
