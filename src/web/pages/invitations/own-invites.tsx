import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { roleName } from '../workspace/names.ts';

type OwnInvite = ResponseOf<'users.get_invites'>['invites'][number];

const ownInvitesQuery = queryOptions({
  queryKey: ['own-invites'],
  queryFn: async () => (await call('users.get_invites', {})).invites,
  staleTime: 60_000,
});

function OwnInvite({ invite }: { invite: OwnInvite }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const refresh = () => client.invalidateQueries();
  const accept = useMutation({
    mutationFn: () => call('invitations.accept', { invite: invite.id }),
    onSuccess: async ({ company_id }) => {
      await refresh();
      await navigate({ to: '/w/$workspace/settings', params: { workspace: company_id } });
    },
  });
  const decline = useMutation({
    mutationFn: () => call('invitations.decline', { invite: invite.id }),
    onSuccess: refresh,
  });
  const error = accept.error ?? decline.error;
  const buttons = invite.can_accept && (
    <>
      <Button size="sm" look="primary" busy={accept.isPending && 'Joining…'} onClick={() => accept.mutate()}>
        Join
      </Button>{' '}
      <Button size="sm" busy={decline.isPending && 'Declining…'} onClick={() => decline.mutate()}>
        Decline
      </Button>
    </>
  );
  return (
    <>
      <Note tone="info" icon="users" end={buttons}>
        <strong>
          {invite.user_name} invites you to {invite.company_name}
        </strong>{' '}
        as {roleName(invite.role)}.{invite.note && ` “${invite.note}”`}
        {!invite.can_accept && ' Open the link you were sent to answer.'}
      </Note>
      {error && <ErrorNote error={error} />}
    </>
  );
}

/** Invitations for the signed-in person's own address, on every page. */
export function OwnInvites() {
  const { data = [] } = useQuery(ownInvitesQuery);
  return data.map((invite) => <OwnInvite key={invite.id} invite={invite} />);
}
