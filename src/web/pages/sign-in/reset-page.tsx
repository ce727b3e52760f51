import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '../../api.ts';
import { modesQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { generalError, refusedField } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { Door, DoorHead } from './door.tsx';
import { useLinkSecret } from './link-secret.ts';
import { NewPasswordField } from './new-password-field.tsx';
import { spoken, useWait } from './wait.ts';

function ResetForm({ secret, least }: { secret: string; least: number }) {
  const [password, setPassword] = useState('');
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('login.reset_password', { secret, password }),
    onSuccess: () => navigate({ to: '/login', search: { done: 'reset' }, replace: true }),
  });
  const wait = useWait(error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending && !wait) mutate();
  };
  const general = generalError(error, ['password', 'new_password']);
  return (
    <form className="door-form" onSubmit={submit}>
      {general !== null && general !== undefined && <ErrorNote error={general} />}
      <NewPasswordField
        label="New password"
        value={password}
        least={least}
        error={refusedField(error, 'password') ?? refusedField(error, 'new_password')}
        onChange={setPassword}
      />
      <Button
        type="submit"
        look="primary"
        size="block"
        busy={isPending && 'Setting it…'}
        aria-disabled={wait > 0}
      >
        {wait > 0 ? `Wait ${spoken(wait)}` : 'Set password'}
      </Button>
    </form>
  );
}

/** Sets a password with a one-time link: for a new account, or when the old one is lost. */
export function ResetPage() {
  const secret = useLinkSecret();
  const modes = useQuery(modesQuery);
  return (
    <Door title="Set your password">
      {secret ? (
        <>
          <DoorHead title="Set your password">
            The link works once. All your sessions end; API credentials keep working.
          </DoorHead>
          <LoadedState query={modes} what="this server">
            {({ password_min_length }) => <ResetForm secret={secret} least={password_min_length} />}
          </LoadedState>
        </>
      ) : (
        <>
          <DoorHead title="This link is not complete">
            Its last part, behind the <code>#</code>, is missing. Copy the whole link you were given, up to
            its last character, and open it again.
          </DoorHead>
          <Link className="btn btn-block" to="/login">
            Go to sign in
          </Link>
        </>
      )}
    </Door>
  );
}
