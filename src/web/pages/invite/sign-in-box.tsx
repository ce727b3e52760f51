import { type FormEvent, useState } from 'react';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Field, PasswordField } from '../../ui/field.tsx';
import { DoorHead } from '../sign-in/door.tsx';
import { Refused } from '../sign-in/refused.tsx';
import { spoken, useWait } from '../sign-in/wait.ts';
import { InviteCard } from './invite-card.tsx';
import type { InviteInfo } from './invite-query.ts';
import { DeclineButton } from './join-box.tsx';
import { join, useJoin } from './use-join.ts';

interface SignInBoxProps {
  info: InviteInfo;
  secret: string;
  onNew: () => void;
}

/** Signed out, with an account: signing in and joining is one step. */
export function SignInBox({ info, secret, onNew }: SignInBoxProps) {
  const [email, setEmail] = useState(info.email ?? '');
  const [password, setPassword] = useState('');
  const { mutate, isPending, error } = useJoin(secret, async () => {
    await call('login.password', { email: email.trim(), password });
    return join(secret);
  });
  const wait = useWait(error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wait && !isPending) mutate();
  };
  return (
    <>
      <DoorHead title={`${info.user_name} invites you to ${info.company_name}`}>
        {info.email ? `Sign in as ${info.email} to join.` : 'Sign in to join.'}
      </DoorHead>
      <InviteCard info={info} />
      <form className="door-form" onSubmit={submit}>
        {error && <Refused error={error} wait={wait} />}
        <Field
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          required
          readOnly={info.email !== null}
          hint={info.email ? 'The invitation is for this address.' : undefined}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button
          type="submit"
          look="primary"
          size="block"
          busy={isPending && 'Joining…'}
          aria-disabled={wait > 0}
        >
          {wait > 0 ? `Wait ${spoken(wait)}` : 'Sign in and join'}
        </Button>
      </form>
      <p className="sm quiet">
        No account yet?{' '}
        <button type="button" className="btn-link" onClick={onNew}>
          Make one right here
        </button>
        . <DeclineButton info={info} secret={secret} look="link" />
      </p>
    </>
  );
}
