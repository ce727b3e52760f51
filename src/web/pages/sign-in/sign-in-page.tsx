import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { call } from '../../api.ts';
import { pathBelowBase } from '../../base-path.ts';
import { modesQuery } from '../../queries.ts';
import { safeRedirect } from '../../redirect.ts';
import { Button } from '../../ui/button.tsx';
import { Field, PasswordField } from '../../ui/field.tsx';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { Door, DoorHead } from './door.tsx';
import { Refused } from './refused.tsx';
import { spoken, useWait } from './wait.ts';

/** Leads where the person wanted to go before they had to sign in. */
function useEnter(): () => Promise<void> {
  const { redirect } = useSearch({ from: '/login' });
  const client = useQueryClient();
  const router = useRouter();
  return async () => {
    client.clear();
    router.history.replace(pathBelowBase(safeRedirect(redirect)));
  };
}

function SignInForm({ onIn }: { onIn: () => Promise<void> }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => call('login.password', { email: email.trim(), password }),
    onSuccess: onIn,
  });
  const wait = useWait(signIn.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wait && !signIn.isPending) signIn.mutate();
  };
  return (
    <form className="door-form" onSubmit={submit}>
      {signIn.error && <Refused error={signIn.error} wait={wait} />}
      <Field
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        required
        autoFocus
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
        busy={signIn.isPending && 'Signing in…'}
        aria-disabled={wait > 0}
      >
        {wait > 0 ? `Wait ${spoken(wait)}` : 'Sign in'}
      </Button>
    </form>
  );
}

/** E-mail and password; also where a stale session, a reset and a server without accounts lead. */
export function SignInPage() {
  const { done } = useSearch({ from: '/login' });
  const { data: modes, error, refetch } = useQuery(modesQuery);
  const enter = useEnter();
  const inside = modes?.authenticated === true;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the server knows the session
  useEffect(() => {
    if (inside) void enter();
  }, [inside]);
  return (
    <Door title="Sign in">
      <DoorHead title="Sign in">To Atrium on {window.location.host}</DoorHead>
      {done === 'reset' && (
        <Note tone="ok">
          <strong>Your new password is set.</strong> Sign in with it; all earlier sessions have ended.
        </Note>
      )}
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {modes?.claimed === false ? (
        <Note tone="info" icon="key">
          <strong>This server has no account yet.</strong> Open the claim link that Atrium printed where it
          was started; a new one is printed at each start.
        </Note>
      ) : (
        <SignInForm onIn={enter} />
      )}
      <p className="sm quiet">
        Forgot it? An administrator of this server can give you a one-time link; no mail server is needed.
      </p>
    </Door>
  );
}
