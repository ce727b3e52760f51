import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { type Invites, seatsSaid } from './invites-query.ts';
import { LinkForm } from './link-form.tsx';
import { MailForm } from './mail-form.tsx';

interface InviteDialogProps {
  workspace: { id: string; name: string };
  invites: Invites;
  onClose: () => void;
}

/** Invites people: by a link to copy, or by pasted addresses. */
export function InviteDialog({ workspace: { id, name }, invites, onClose }: InviteDialogProps) {
  return (
    <Dialog
      title={`Invite users to ${name}`}
      about={seatsSaid(invites)}
      dismissBeside={false}
      onClose={onClose}
      foot={<Button onClick={onClose}>Close</Button>}
    >
      <Tabs
        label="How to invite"
        tabs={[
          { title: 'Link', content: <LinkForm key="link" workspace={id} invites={invites} /> },
          { title: 'By e-mail', content: <MailForm key="mail" workspace={id} invites={invites} /> },
        ]}
      />
    </Dialog>
  );
}
