import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { modesQuery } from '../../queries.ts';
import { notePassword } from '../../typed-password.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { generalError, PasswordField, refusedField } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { NewPasswordField } from '../sign-in/new-password-field.tsx';
import { spoken, useWait } from '../sign-in/wait.ts';
import { sessionsQuery } from './sessions-section.tsx';

const DEFAULT_LEAST = 12;

/** Changes one's password; offers to revoke all key pairs, for when the old one leaked. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const { data: modes } = useQuery(modesQuery);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [revoke, setRevoke] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      call('users.change_password', {
        current_password: current,
        new_password: next,
        revoke_credentials: revoke,
      }),
    onSuccess: async ({ credentials_revoked }) => {
      await notePassword(next);
      await client.invalidateQueries(sessionsQuery);
      onClose();
      toast(
        credentials_revoked ? `Password changed, ${credentials_revoked} keys revoked` : 'Password changed',
      );
    },
  });
  const wait = useWait(error);
  const general = generalError(error, ['current_password', 'new_password']);
  return (
    <Dialog
      title="Change password"
      about="Your other sessions end at once. This one stays."
      onClose={onClose}
      onSubmit={() => !isPending && !wait && mutate()}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={isPending && 'Changing…'} aria-disabled={wait > 0}>
            {wait > 0 ? `Wait ${spoken(wait)}` : 'Change password'}
          </Button>
        </>
      }
    >
      <PasswordField
        label="Current password"
        autoComplete="current-password"
        required
        value={current}
        error={refusedField(error, 'current_password')}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <NewPasswordField
        label="New password"
        value={next}
        least={modes?.password_min_length ?? DEFAULT_LEAST}
        error={refusedField(error, 'new_password')}
        onChange={setNext}
      />
      <label className="choice">
        <input
          className="check"
          type="checkbox"
          checked={revoke}
          onChange={(event) => setRevoke(event.target.checked)}
        />
        <span>
          Revoke all my API credentials too
          <small>
            If someone knew the old password. Every script and agent of yours stops within a second.
          </small>
        </span>
      </label>
      {general !== null && general !== undefined && <ErrorNote error={general} />}
    </Dialog>
  );
}
