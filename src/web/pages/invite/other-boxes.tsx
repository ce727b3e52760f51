import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { dayOf } from '../../ui/when.tsx';
import { DoorHead } from '../sign-in/door.tsx';
import { roleName } from '../workspace/names.ts';
import { Badge } from './badge.tsx';
import { inviterOf } from './invite-card.tsx';
import { type InviteInfo, inviteQuery } from './invite-query.ts';

/** Signed in as somebody the invitation is not for: both addresses, and the way back here. */
export function WrongAccountBox({ info, secret }: { info: InviteInfo; secret: string }) {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('login.logout', {}),
    onSuccess: async () => {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'invite' });
      await client.refetchQueries(inviteQuery(secret));
    },
  });
  return (
    <>
      <Badge tone="warn" icon="alert" text="Another account" />
      <DoorHead title="This invitation is for someone else">
        Nothing has been used up; the link still works.
      </DoorHead>
      <div className="who">
        <div>
          <span className="sub">Signed in</span>
          <strong>{info.caller?.email}</strong>
        </div>
        <Icon name="right" />
        <div>
          <span className="sub">Invited</span>
          <strong>{info.email}</strong>
        </div>
      </div>
      {error && <ErrorNote error={error} />}
      <div className="stack">
        <Button look="primary" size="block" busy={isPending && 'Signing out…'} onClick={() => mutate()}>
          Sign out and come back here
        </Button>
        <Link className="btn btn-block" to="/">
          Stay signed in as {info.caller?.name}
        </Link>
      </div>
      <p className="sm quiet">Both yours? Ask {inviterOf(info)} for a link to the other address.</p>
    </>
  );
}

/** In there already; the link stays unused. */
export function MemberBox({ info }: { info: InviteInfo }) {
  const member = info.caller?.member;
  if (!member) return null;
  return (
    <>
      <Badge tone="ok" icon="check" text="Member already" />
      <DoorHead title={`You are in ${info.company_name}`}>
        You joined on {dayOf(member.since)} as {roleName(member.role)}.
        {info.active && ' The link was not used up.'}
      </DoorHead>
      <Link
        className="btn btn-primary btn-block"
        to="/w/$workspace/settings"
        params={{ workspace: member.company }}
      >
        Open {info.company_name}
      </Link>
    </>
  );
}
