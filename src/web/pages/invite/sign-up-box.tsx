import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api.ts';
import { modesQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { Field, generalError, refusedField } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { DoorHead } from '../sign-in/door.tsx';
import { NewPasswordField } from '../sign-in/new-password-field.tsx';
import { spoken, useWait } from '../sign-in/wait.ts';
import { InviteCard } from './invite-card.tsx';
import type { InviteInfo } from './invite-query.ts';
import { useJoin } from './use-join.ts';

interface SignUpBoxProps {
  info: InviteInfo;
  secret: string;
  onBack: () => void;
}

const FIELDS = ['name', 'email', 'password'];
/** Until the server has said it. */
const LEAST = 12;

function SignUpForm({ info, secret }: Omit<SignUpBoxProps, 'onBack'>) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState(info.email ?? '');
  const [password, setPassword] = useState('');
  const { data: modes } = useQuery(modesQuery);
  const { mutate, isPending, error } = useJoin(secret, () =>
    call('invitations.sign_up', { invite_id: secret, name, email: email.trim(), password }),
  );
  const wait = useWait(error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wait && !isPending) mutate();
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
        readOnly={info.email !== null}
        value={email}
        error={refusedField(error, 'email')}
        onChange={(event) => setEmail(event.target.value)}
      />
      <NewPasswordField
        label="Password"
        value={password}
        least={modes?.password_min_length ?? LEAST}
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
        {wait > 0 ? `Wait ${spoken(wait)}` : 'Make account and join'}
      </Button>
    </form>
  );
}

/** A new person makes an account right there, and joins in the same step. */
export function SignUpBox({ info, secret, onBack }: SignUpBoxProps) {
  return (
    <>
      <DoorHead title={`${info.user_name} invites you to ${info.company_name}`}>
        Make your account; you join in the same step.
      </DoorHead>
      <InviteCard info={info} />
      <SignUpForm info={info} secret={secret} />
      <p className="sm quiet">
        Have an account?{' '}
        <button type="button" className="btn-link" onClick={onBack}>
          Sign in with it
        </button>
        .
      </p>
    </>
  );
}
