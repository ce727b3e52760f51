import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { call } from '../../api.ts';
import type { Workspace } from '../../queries.ts';
import { Field, refusedField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { type NewPair, refreshCredentials } from './credentials-query.ts';
import { ExpiryField, useExpiry } from './expiry-field.tsx';

interface CreateDialogProps {
  workspaces: Pick<Workspace, 'id' | 'name'>[];
  /** The workspace chosen at first. */
  workspace: string;
  active: string;
  onClose: () => void;
  onCreated: (pair: NewPair, workspace: string) => void;
}

/** Asks for label, workspace and expiry of a new key pair. */
export function CreateDialog({ workspaces, workspace, active, onClose, onCreated }: CreateDialogProps) {
  const id = useId();
  const client = useQueryClient();
  const [label, setLabel] = useState('');
  const [chosen, setChosen] = useState(workspace);
  const expiry = useExpiry('never');
  const { mutate, isPending, error } = useMutation({
    mutationFn: (expires: string | null) =>
      call('auth.create_credentials', { label: label.trim() || null, expires }, { workspace: chosen }),
    onSuccess: async ({ credentials }) => {
      onCreated(credentials, chosen);
      await refreshCredentials(client);
    },
  });
  const submit = () => {
    const expires = expiry.take();
    if (expires !== undefined) mutate(expires);
  };
  return (
    <FormDialog
      title="Create new credentials"
      about="One pair for one place: a machine, a fleet, a notebook. Then you can revoke it alone."
      submit="Create"
      busy={isPending && 'Creating…'}
      error={error}
      fields={['label']}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field
        label="Label"
        maxLength={256}
        autoComplete="off"
        placeholder="Workstation"
        value={label}
        error={refusedField(error, 'label')}
        hint="Shown in the list and as a comment in the block."
        onChange={(event) => setLabel(event.target.value)}
      />
      <div className="pair">
        <div className="field">
          <label htmlFor={id}>Workspace</label>
          <select
            className="select"
            id={id}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
          >
            {workspaces.map(({ id: value, name }) => (
              <option key={value} value={value}>
                {value === active ? `${name} (active)` : name}
              </option>
            ))}
          </select>
        </div>
        <ExpiryField expiry={expiry} />
      </div>
    </FormDialog>
  );
}
