import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { call } from '../../api.ts';
import { Field, refusedField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { refreshServiceAccounts, type ServiceAccount } from './members-queries.ts';

interface ServiceDialogProps {
  workspace: string;
  /** The one to change; without it a new one is made. */
  account?: ServiceAccount;
  onClose: () => void;
  onMade?: (id: string) => void;
}

/** Name, description and role of a service account. */
export function ServiceDialog({ workspace, account, onClose, onMade }: ServiceDialogProps) {
  const roleId = useId();
  const client = useQueryClient();
  const [name, setName] = useState(account?.name ?? '');
  const [description, setDescription] = useState(account?.description ?? '');
  const [role, setRole] = useState<ServiceAccount['role']>(account?.role ?? 'member');
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      const wanted = { name, description, role };
      if (!account) return (await call('service_accounts.create', wanted, { workspace })).id;
      await call('service_accounts.update', { service_account: account.id, ...wanted }, { workspace });
      return account.id;
    },
    onSuccess: async (id) => {
      await refreshServiceAccounts(client, workspace);
      if (onMade) onMade(id);
      else onClose();
      toast(account ? 'Saved' : `${name.trim()} made`);
    },
  });
  return (
    <FormDialog
      title={account ? `Change ${account.name}` : 'Create service account'}
      about="One for one purpose: a fleet of agents, a pipeline. It lives on when people leave."
      submit={account ? 'Save' : 'Create'}
      busy={isPending && 'Saving…'}
      error={error}
      fields={['name', 'description']}
      onClose={onClose}
      onSubmit={() => mutate()}
    >
      <Field
        label="Name"
        autoComplete="off"
        required
        minLength={2}
        maxLength={100}
        placeholder="gpu-fleet"
        value={name}
        error={refusedField(error, 'name')}
        onChange={(event) => setName(event.target.value)}
      />
      <Field
        label="Description"
        autoComplete="off"
        maxLength={200}
        value={description}
        error={refusedField(error, 'description')}
        hint="What uses it, and where."
        onChange={(event) => setDescription(event.target.value)}
      />
      <div className="field">
        <label htmlFor={roleId}>Role</label>
        <select
          className="select"
          id={roleId}
          value={role}
          onChange={(event) => setRole(event.target.value as ServiceAccount['role'])}
        >
          <option value="member">Member</option>
          <option value="viewer">Viewer: reads only</option>
        </select>
      </div>
    </FormDialog>
  );
}
