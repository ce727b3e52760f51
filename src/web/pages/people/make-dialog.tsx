import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, generalError, refusedField } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/note.tsx';
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
  const general = generalError(error, ['name', 'email']);
  return (
    <Dialog
      title="Make an account"
      about="You get a one-time link with which the person sets a password."
      onClose={onClose}
      onSubmit={() => !isPending && mutate()}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={isPending && 'Making…'}>
            Make account
          </Button>
        </>
      }
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
      {general !== null && general !== undefined && <ErrorNote error={general} />}
    </Dialog>
  );
}
