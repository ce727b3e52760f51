import { type FormEvent, useState } from 'react';
import { notePassword } from '../../typed-password.ts';
import { Button } from '../../ui/button.tsx';
import { Field, PasswordField } from '../../ui/field.tsx';
import { Refused } from './refused.tsx';
import { spoken, useWait } from './wait.ts';

interface PasswordFormProps {
  /** The one address it may be; null for any. */
  address?: string | null;
  hint?: string | undefined;
  submit: string;
  /** What the button says while the answer is awaited, else false. */
  busy: string | false;
  error: Error | null;
  onSubmit: (who: { email: string; password: string }) => void;
}

/** E-mail and password of an account there is. */
export function PasswordForm({ address = null, hint, submit, busy, error, onSubmit }: PasswordFormProps) {
  const [email, setEmail] = useState(address ?? '');
  const [password, setPassword] = useState('');
  const wait = useWait(error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (wait || busy) return;
    void notePassword(password);
    onSubmit({ email: email.trim(), password });
  };
  return (
    <form className="door-form" onSubmit={send}>
      {error && <Refused error={error} wait={wait} />}
      <Field
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        required
        autoFocus={address === null}
        readOnly={address !== null}
        hint={hint}
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
      <Button type="submit" look="primary" size="block" busy={busy} aria-disabled={wait > 0}>
        {wait > 0 ? `Wait ${spoken(wait)}` : submit}
      </Button>
    </form>
  );
}
