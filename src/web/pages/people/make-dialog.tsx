import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { Field, refusedField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { type PasswordLink, refreshAccounts } from './accounts-query.ts';

interface MakeDialogProps {
  onClose: () => void;
  onMade: (made: { name: string; link: PasswordLink }) => void;
}

/** Makes an account; its person sets the password with a one-time link. */
export function MakeDialog({ onClose, onMade }: MakeDialogProps) {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [admin, setAdmin] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('accounts.create', { name, email, server_admin: admin }),
    onSuccess: async ({ link }) => {
      onMade({ name, link });
      await refreshAccounts(client);
    },
  });
  return (
    <FormDialog
      title="Make an account"
      about="You get a one-time link with which the person sets a password."
      submit="Make account"
      busy={isPending && 'Making…'}
      error={error}
      fields={['name', 'email']}
      onClose={onClose}
      onSubmit={() => mutate()}
    >
      <Field
        label="Name"
        autoComplete="off"
        required
        minLength={2}
        maxLength={100}
        value={name}
        error={refusedField(error, 'name')}
        onChange={(event) => setName(event.target.value)}
      />
      <Field
        label="E-mail"
        type="email"
        autoComplete="off"
        required
        value={email}
        error={refusedField(error, 'email')}
        hint="They sign in with it. Nothing is sent to it."
        onChange={(event) => setEmail(event.target.value)}
      />
      <label className="choice">
        <input
          className="check"
          type="checkbox"
          checked={admin}
          onChange={(event) => setAdmin(event.target.checked)}
        />
        <span>
          Administers this server
          <small>Makes and ends accounts, and decides on usage data.</small>
        </span>
      </label>
    </FormDialog>
  );
}
