import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api.ts';
import { endSession } from '../../session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, generalError, PasswordField, refusedField } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { spoken, useWait } from '../sign-in/wait.ts';
import { Obstacles, WhatGoes } from './what-goes.tsx';

const NEVER_STALE = { gcTime: 0, staleTime: 0 };

/** Says what stops and what stays, then deletes the account for its typed address and password. */
export function DeleteAccountDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const preview = useQuery({
    queryKey: ['delete-account'],
    queryFn: () => call('users.delete_own_preview', {}),
    ...NEVER_STALE,
  });
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('users.delete_own', { email, password }),
    onSuccess: async () => {
      await navigate({ to: '/login', replace: true });
      endSession();
    },
  });
  const wait = useWait(error);
  const general = generalError(error, ['email', 'password']);
  const { data } = preview;
  const free = data && data.blocking.length === 0 && !data.last_administrator;
  const typed = data?.email.toLowerCase() === email.trim().toLowerCase() && password !== '';
  const ready = free && typed && !isPending && !wait;
  return (
    <Dialog
      title="Delete your account"
      about="It cannot be brought back."
      onClose={onClose}
      onSubmit={() => ready && mutate()}
      foot={
        <>
          <Button onClick={onClose}>Keep account</Button>
          <Button type="submit" look="danger" busy={isPending && 'Deleting…'} disabled={!ready && !isPending}>
            {wait > 0 ? `Wait ${spoken(wait)}` : 'Delete account'}
          </Button>
        </>
      }
    >
      <LoadedState query={preview} what="what would stop">
        {(found) => (
          <>
            <Obstacles {...found} />
            <WhatGoes {...found} />
            <Field
              label={
                <>
                  Type <code>{found.email}</code> to confirm
                </>
              }
              autoComplete="off"
              disabled={!free}
              value={email}
              error={refusedField(error, 'email')}
              onChange={(event) => setEmail(event.target.value)}
            />
            <PasswordField
              label="Password"
              autoComplete="current-password"
              disabled={!free}
              value={password}
              error={refusedField(error, 'password')}
              onChange={(event) => setPassword(event.target.value)}
            />
          </>
        )}
      </LoadedState>
      {general !== null && general !== undefined && <ErrorNote error={general} />}
    </Dialog>
  );
}
