import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { DoorHead } from '../sign-in/door.tsx';
import { InviteCard } from './invite-card.tsx';
import type { InviteInfo } from './invite-query.ts';
import { join, useDecline, useJoin } from './use-join.ts';

interface BoxProps {
  info: InviteInfo;
  secret: string;
}

/** Takes back a link for one person; one for several is simply left unused. */
export function DeclineButton({ info, secret, look }: BoxProps & { look: 'button' | 'link' }) {
  const { mutate, isPending, error } = useDecline(secret);
  if (info.uses_allowed !== 1) return null;
  if (error) return <ErrorNote error={error} />;
  const decline = () => mutate();
  if (look === 'button') {
    return (
      <Button size="block" busy={isPending && 'Declining…'} onClick={decline}>
        Decline
      </Button>
    );
  }
  return (
    <>
      Not for you?{' '}
      <button type="button" className="btn-link" onClick={decline}>
        Decline
      </button>
    </>
  );
}

/** Signed in as somebody the invitation admits. */
export function JoinBox({ info, secret }: BoxProps) {
  const { mutate, isPending, error } = useJoin(secret, () => join(secret));
  return (
    <>
      <DoorHead title={`Join ${info.company_name}?`}>Signed in as {info.caller?.email}.</DoorHead>
      <InviteCard info={info} />
      {error && <ErrorNote error={error} />}
      <div className="stack">
        <Button look="primary" size="block" autoFocus busy={isPending && 'Joining…'} onClick={() => mutate()}>
          Join {info.company_name}
        </Button>
        <DeclineButton info={info} secret={secret} look="button" />
      </div>
      <p className="sm quiet">Your other workspaces stay as they are.</p>
    </>
  );
}
