import { useQuery } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { modesQuery } from '../../queries.ts';
import { AccountForm, type NewAccount } from '../sign-in/account-form.tsx';
import { DoorHead } from '../sign-in/door.tsx';
import { InviteCard } from './invite-card.tsx';
import type { InviteInfo } from './invite-query.ts';
import { useJoin } from './use-join.ts';

interface SignUpBoxProps {
  info: InviteInfo;
  secret: string;
  onBack: () => void;
}

/** Until the server has said it. */
const LEAST = 12;

function SignUpForm({ info, secret }: Omit<SignUpBoxProps, 'onBack'>) {
  const { data: modes } = useQuery(modesQuery);
  const { mutate, isPending, error } = useJoin(secret, (account: NewAccount) =>
    call('invitations.sign_up', { invite_id: secret, ...account }),
  );
  return (
    <AccountForm
      address={info.email}
      least={modes?.password_min_length ?? LEAST}
      submit="Make account and join"
      making={isPending}
      error={error}
      onSubmit={mutate}
    />
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
