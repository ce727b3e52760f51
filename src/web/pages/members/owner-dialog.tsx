import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { type Member, refreshMembers } from './members-queries.ts';

interface OwnerDialogProps {
  workspace: { id: string; name: string };
  member: Member;
  /** A personal workspace stays with its person: others can only own it too. */
  personal: boolean;
  onClose: () => void;
}

/** Makes a member owner, beside oneself or in one's place. */
export function OwnerDialog({ workspace, member, personal, onClose }: OwnerDialogProps) {
  const client = useQueryClient();
  const [transfer, setTransfer] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      const here = { workspace: workspace.id };
      if (transfer) await call('workspaces.transfer', { user: member.id }, here);
      else await call('workspaces.set_role', { user: member.id, role: 'owner' }, here);
    },
    onSuccess: async () => {
      onClose();
      await refreshMembers(client, workspace.id);
      toast(`${member.name} owns ${workspace.name}`);
    },
  });
  const choice = (value: boolean, title: string, small: string) => (
    <label className="choice">
      <input
        className="check"
        type="radio"
        name="how"
        checked={transfer === value}
        onChange={() => setTransfer(value)}
      />
      <span>
        {title}
        <small>{small}</small>
      </span>
    </label>
  );
  return (
    <Dialog
      title={`Make ${member.name} an owner?`}
      about="An owner can change and remove every member, you included, and delete the workspace."
      onClose={onClose}
      onSubmit={() => !isPending && mutate()}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={isPending && 'Changing…'}>
            {transfer ? 'Transfer ownership' : 'Make owner'}
          </Button>
        </>
      }
    >
      {personal ? (
        <Note>This is a personal workspace: its person stays owner too.</Note>
      ) : (
        <fieldset className="stack">
          <legend className="sr">How</legend>
          {choice(false, 'Beside me', 'Both of you own the workspace.')}
          {choice(
            true,
            'In my place',
            'Ownership is transferred: you become administrator, in the same step.',
          )}
        </fieldset>
      )}
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}
