import { call } from '../../api.ts';
import { DoorHead } from '../sign-in/door.tsx';
import { PasswordForm } from '../sign-in/password-form.tsx';
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
  const { mutate, isPending, error } = useJoin(secret, async (who: { email: string; password: string }) => {
    await call('login.password', who);
    return join(secret);
  });
  return (
    <>
      <DoorHead title={`${info.user_name} invites you to ${info.company_name}`}>
        {info.email ? `Sign in as ${info.email} to join.` : 'Sign in to join.'}
      </DoorHead>
      <InviteCard info={info} />
      <PasswordForm
        address={info.email}
        hint={info.email ? 'The invitation is for this address.' : undefined}
        submit="Sign in and join"
        busy={isPending && 'Joining…'}
        error={error}
        onSubmit={mutate}
      />
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
