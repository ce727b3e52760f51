import './invitations.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { freeSeats, invitesQuery } from './invites-query.ts';
import { PendingList } from './pending-list.tsx';

interface InviteCellProps {
  workspace: { id: string; name: string };
  /** True where the address asks for the dialog at once. */
  asked: boolean;
  onAnswered: () => void;
}

/** Inviting to a workspace, for who may, and what is pending. */
export function InviteCell({ workspace, asked, onAnswered }: InviteCellProps) {
  const query = useQuery(invitesQuery(workspace.id));
  const [chosen, setChosen] = useState(false);
  const close = () => {
    setChosen(false);
    if (asked) onAnswered();
  };
  return (
    <LoadedState query={query} what="invitations" rows={1}>
      {(invites) => {
        if (invites.may_invite.length === 0) return null;
        const full = freeSeats(invites) === 0;
        return (
          <>
            <div className="row">
              <Button size="sm" icon="plus" disabled={full} onClick={() => setChosen(true)}>
                Invite users
              </Button>
              {full && (
                <span className="sm quiet">
                  No seat is free: revoke an invitation, or ask an administrator of this server for more.
                </span>
              )}
            </div>
            <PendingList workspace={workspace.id} invites={invites} />
            {(chosen || (asked && !full)) && (
              <InviteDialog workspace={workspace} invites={invites} onClose={close} />
            )}
          </>
        );
      }}
    </LoadedState>
  );
}
