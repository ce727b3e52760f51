import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { Field, refusedField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import type { NewPair } from '../workspace/credentials-query.ts';
import { ExpiryField, useExpiry } from '../workspace/expiry-field.tsx';
import { refreshServiceAccounts, type ServiceAccount } from './members-queries.ts';

interface ServiceKeyDialogProps {
  workspace: string;
  account: ServiceAccount;
  onClose: () => void;
  onCreated: (pair: NewPair) => void;
}

/** Asks for label and expiry of a service account's new key pair. */
export function ServiceKeyDialog({ workspace, account, onClose, onCreated }: ServiceKeyDialogProps) {
  const client = useQueryClient();
  const [label, setLabel] = useState('');
  const expiry = useExpiry('never');
  const { mutate, isPending, error } = useMutation({
    mutationFn: (expires: string | null) =>
      call(
        'service_accounts.create_credentials',
        { service_account: account.id, label: label.trim() || null, expires },
        { workspace },
      ),
    onSuccess: async ({ credentials }) => {
      onCreated(credentials);
      await refreshServiceAccounts(client, workspace);
    },
  });
  const submit = () => {
    const expires = expiry.take();
    if (expires !== undefined) mutate(expires);
  };
  return (
    <FormDialog
      title={`Create credentials for ${account.name}`}
      about="One pair for one machine or fleet. Then you can revoke it alone."
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
        placeholder="Rack 7"
        value={label}
        error={refusedField(error, 'label')}
        hint="Shown in the list and as a comment in the block."
        onChange={(event) => setLabel(event.target.value)}
      />
      <ExpiryField expiry={expiry} />
    </FormDialog>
  );
}
