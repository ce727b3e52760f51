import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { call } from '../../api.ts';
import { pathBelowBase } from '../../base-path.ts';
import { modesQuery } from '../../queries.ts';
import { safeRedirect } from '../../redirect.ts';
import { endSession } from '../../session.ts';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { Door, DoorHead } from './door.tsx';
import { PasswordForm } from './password-form.tsx';

/** Leads where the person wanted to go before they had to sign in. */
function useEnter(): () => Promise<void> {
  const { redirect } = useSearch({ from: '/login' });
  const router = useRouter();
  return async () => {
    endSession();
    router.history.replace(pathBelowBase(safeRedirect(redirect)));
  };
}

function SignInForm({ onIn }: { onIn: () => Promise<void> }) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: (who: { email: string; password: string }) => call('login.password', who),
    onSuccess: onIn,
  });
  return <PasswordForm submit="Sign in" busy={isPending && 'Signing in…'} error={error} onSubmit={mutate} />;
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
