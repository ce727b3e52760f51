import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '../../api.ts';
import { modesQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { Field, generalError, refusedField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { Door, DoorHead } from './door.tsx';
import { useLinkSecret } from './link-secret.ts';
import { NewPasswordField } from './new-password-field.tsx';
import { spoken, useWait } from './wait.ts';

const FIELDS = ['name', 'email', 'password'];

function ClaimForm({ secret, least }: { secret: string; least: number }) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('login.claim', { secret, name, email, password }),
    onSuccess: () => navigate({ to: '/settings/profile', replace: true }),
  });
  const wait = useWait(error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending && !wait) mutate();
  };
  const general = generalError(error, FIELDS);
  return (
    <form className="door-form" onSubmit={submit}>
      {general !== null && general !== undefined && <ErrorNote error={general} />}
      <Field
        label="Name"
        name="name"
        autoComplete="name"
        required
        minLength={2}
        maxLength={100}
        autoFocus
        value={name}
        error={refusedField(error, 'name')}
        onChange={(event) => setName(event.target.value)}
      />
      <Field
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        required
        value={email}
        error={refusedField(error, 'email')}
        onChange={(event) => setEmail(event.target.value)}
      />
      <NewPasswordField
        label="Password"
        value={password}
        least={least}
        error={refusedField(error, 'password')}
        onChange={setPassword}
      />
      <Button
        type="submit"
        look="primary"
        size="block"
        busy={isPending && 'Making your account…'}
        aria-disabled={wait > 0}
      >
        {wait > 0 ? `Wait ${spoken(wait)}` : 'Make account and sign in'}
      </Button>
    </form>
  );
}

const WHAT_NEXT = (
  <ol className="steps" aria-label="What happens next">
    <li>You get a workspace of your own.</li>
    <li>
      Create credentials and paste their block into <code>clearml-init</code>.
    </li>
    <li>Make accounts for your team when you are ready.</li>
  </ol>
);

/** The first account of a new server. Opening the link uses nothing up; submitting does. */
export function ClaimPage() {
  const secret = useLinkSecret();
  const modes = useQuery(modesQuery);
  const toSignIn = (
    <Link className="btn btn-primary btn-block" to="/login">
      Go to sign in
    </Link>
  );
  return (
    <Door title="Claim this server">
      <LoadedState query={modes} what="this server">
        {({ claimed, password_min_length }) => {
          if (claimed) {
            return (
              <>
                <DoorHead title="This server is claimed">
                  Its first account exists, so the link no longer works. If that was not you, stop Atrium and
                  start it with a new data folder.
                </DoorHead>
                {toSignIn}
              </>
            );
          }
          if (!secret) {
            return (
              <DoorHead title="This link is not complete">
                Its last part, behind the <code>#</code>, is missing. Copy the whole line that Atrium printed
                where it was started, up to its last character, and open it again.
              </DoorHead>
            );
          }
          return (
            <>
              <div>
                <span className="badge b-ok">
                  <Icon name="link" />
                  One-time link
                </span>
              </div>
              <DoorHead title="Claim this server">
                The first account administers it. The link stops working once you have made it.
              </DoorHead>
              <ClaimForm secret={secret} least={password_min_length} />
              {WHAT_NEXT}
            </>
          );
        }}
      </LoadedState>
    </Door>
  );
}
