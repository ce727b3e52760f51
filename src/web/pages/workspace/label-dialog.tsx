import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { shortKey } from '../../ui/copy.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, generalError, refusedField } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/note.tsx';
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
  const general = generalError(error, ['label']);
  return (
    <Dialog
      title="Edit label"
      about={`Of the key ${shortKey(credential.access_key)}. Blocks already pasted keep the old comment.`}
      onClose={onClose}
      onSubmit={() => !isPending && mutate()}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={isPending && 'Saving…'}>
            Save
          </Button>
        </>
      }
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
      {general !== null && general !== undefined && <ErrorNote error={general} />}
    </Dialog>
  );
}
