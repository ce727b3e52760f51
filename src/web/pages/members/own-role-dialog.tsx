import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { roleName } from '../workspace/names.ts';
import { type Member, type Role, refreshMembers } from './members-queries.ts';

const LOST: Record<Role, string> = {
  owner: '',
  administrator:
    'You can no longer change owners, delete the workspace, or let service accounts act for others.',
  member: 'You can no longer manage members, service accounts and the vaults of the workspace.',
  viewer: 'You can only look from then on, here and with your credentials of this workspace.',
};

interface OwnRoleDialogProps {
  workspace: { id: string; name: string };
  member: Member;
  role: Role;
  onClose: () => void;
}

/** Says what one loses before one gives up one's own role. */
export function OwnRoleDialog({ workspace, member, role, onClose }: OwnRoleDialogProps) {
  const client = useQueryClient();
  const wanted = roleName(role).toLowerCase();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('workspaces.set_role', { user: member.id, role }, { workspace: workspace.id }),
    onSuccess: async () => {
      onClose();
      await refreshMembers(client, workspace.id);
      toast(`You are now ${wanted} of ${workspace.name}`);
    },
  });
  return (
    <Dialog
      title={`Become ${wanted} yourself?`}
      about={`${LOST[role]} Only somebody else can give the role back.`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Keep my role</Button>
          <Button look="danger" busy={isPending && 'Changing…'} onClick={() => mutate()}>
            Become {wanted}
          </Button>
        </>
      }
    >
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}
