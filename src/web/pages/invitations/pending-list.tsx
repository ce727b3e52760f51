import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { When } from '../../ui/when.tsx';
import { roleName } from '../workspace/names.ts';
import { type Invites, type PendingInvite, refreshInvites } from './invites-query.ts';
import { MadeLink } from './made-link.tsx';

const nameOf = ({ email, uses_allowed }: PendingInvite) =>
  email ?? (uses_allowed === 1 ? 'Link for one person' : 'Link for several people');

const usesOf = ({ uses, uses_allowed }: PendingInvite) =>
  uses_allowed === 1 ? '' : `, used ${uses}${uses_allowed === null ? '' : ` of ${uses_allowed}`} times`;

interface RowProps {
  workspace: string;
  invite: PendingInvite;
  mail: boolean;
  onRenewed: (invite: PendingInvite, link: { url: string; expires: string; why: string | null }) => void;
}

/** One pending invitation: a new link for it, or its end. */
function PendingRow({ workspace, invite, mail, onRenewed }: RowProps) {
  const client = useQueryClient();
  const onSettled = () => refreshInvites(client, workspace);
  const byMail = mail && invite.email !== null;
  const renew = useMutation({
    mutationFn: () => call('invitations.resend', { invite: invite.id, mail: byMail }, { workspace }),
    onSuccess: ({ url, expires, why }) => {
      if (url) onRenewed(invite, { url, expires, why });
      else toast(`Sent again to ${invite.email}`);
    },
    onSettled,
  });
  const revoke = useMutation({
    mutationFn: () => call('organization.revoke_invites', { invites: [invite.id] }, { workspace }),
    onSuccess: () => toast('Invitation revoked'),
    onSettled,
  });
  const error = renew.error ?? revoke.error;
  const name = nameOf(invite);
  return (
    <li>
      <div className="grow">
        <strong>{name}</strong>
        <span className="sub">
          {roleName(invite.role)} by {invite.user_name}
          {usesOf(invite)}, expires <When time={invite.expires} />
        </span>
        {error && <ErrorNote error={error} />}
      </div>
      <IconButton
        icon="link"
        label={`${byMail ? 'Send again' : 'Make a new link'}: ${name}`}
        tip={byMail ? 'Send again' : 'New link'}
        tipLeft
        onClick={() => renew.mutate()}
      />
      <IconButton
        icon="x"
        label={`Revoke: ${name}`}
        tip="Revoke"
        tipLeft
        risk
        onClick={() => revoke.mutate()}
      />
    </li>
  );
}

/** Invitations of a workspace that wait to be accepted. */
export function PendingList({ workspace, invites }: { workspace: string; invites: Invites }) {
  const [renewed, setRenewed] = useState<{
    name: string;
    url: string;
    expires: string;
    why: string | null;
  }>();
  if (invites.invites.length === 0 && !renewed) return null;
  const close = () => setRenewed(undefined);
  return (
    <>
      <h4 className="xs quiet">Pending invitations</h4>
      <ul className="invite-results" aria-label="Pending invitations">
        {invites.invites.map((invite) => (
          <PendingRow
            key={invite.id}
            workspace={workspace}
            invite={invite}
            mail={invites.mail}
            onRenewed={(of, link) => setRenewed({ name: nameOf(of), ...link })}
          />
        ))}
      </ul>
      {renewed && (
        <Dialog
          title="A new link"
          about={`${renewed.name}. The old link no longer works.`}
          dismissBeside={false}
          onClose={close}
          foot={
            <Button look="primary" data-first onClick={close}>
              Done
            </Button>
          }
        >
          {renewed.why && <Note tone="warn">No mail went out: {renewed.why}.</Note>}
          <MadeLink url={renewed.url} expires={renewed.expires} />
        </Dialog>
      )}
    </>
  );
}
