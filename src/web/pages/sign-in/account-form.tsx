import { type FormEvent, useState } from 'react';
import { notePassword } from '../../typed-password.ts';
import { Button } from '../../ui/button.tsx';
import { Field, generalError, refusedField } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import { spoken, useWait } from './wait.ts';

export interface NewAccount {
  name: string;
  email: string;
  password: string;
}

interface AccountFormProps {
  /** The one address it may be; null for any. */
  address?: string | null;
  /** Least characters of a password. */
  least: number;
  submit: string;
  making: boolean;
  error: Error | null;
  onSubmit: (account: NewAccount) => void;
}

const FIELDS = ['name', 'email', 'password'];

/** Name, e-mail and password of a new account. */
export function AccountForm({ address = null, least, submit, making, error, onSubmit }: AccountFormProps) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState(address ?? '');
  const [password, setPassword] = useState('');
  const wait = useWait(error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (making || wait) return;
    void notePassword(password);
    onSubmit({ name, email: email.trim(), password });
  };
  const general = generalError(error, FIELDS);
  return (
    <form className="door-form" onSubmit={send}>
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
        readOnly={address !== null}
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
        busy={making && 'Making your account…'}
        aria-disabled={wait > 0}
      >
        {wait > 0 ? `Wait ${spoken(wait)}` : submit}
      </Button>
    </form>
  );
}
