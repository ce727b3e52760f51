import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api.ts';
import type { CurrentUser, Workspace } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, generalError, refusedField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { counted } from './names.ts';
import { forgetWorkspace } from './workspace-queries.ts';

interface DeleteWorkspaceDialogProps {
  workspace: Workspace;
  active: boolean;
  user: CurrentUser;
  onClose: () => void;
}

function WhatEnds({ workspace: { allocated } }: { workspace: Workspace }) {
  return (
    <div className="stack">
      <h3>What stops, within a second</h3>
      <ul className="impact">
        <li>
          <Icon name="users" className="faint" />
          <strong>{counted(allocated, 'member')}</strong>
          <span className="end">lose access</span>
        </li>
        <li>
          <Icon name="key" className="faint" />
          All API credentials in it, and agents that use them
          <span className="end">gone for good</span>
        </li>
        <li>
          <Icon name="link" className="faint" />
          Open invitations
          <span className="end">gone for good</span>
        </li>
        <li>
          <Icon name="vault" className="faint" />
          Its configuration vaults
          <span className="end">no longer served</span>
        </li>
      </ul>
    </div>
  );
}

/** Deletes a workspace once its name has been typed; for seven days it can be brought back. */
export function DeleteWorkspaceDialog({ workspace, active, user, onClose }: DeleteWorkspaceDialogProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { id, name } = workspace;
  const [typed, setTyped] = useState('');
  const ready = typed.trim() === name;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('workspaces.delete', { name: typed }, { workspace: id }),
    onSuccess: async () => {
      const home = user.companies.find(({ personal }) => personal)?.id ?? user.company.id;
      if (active)
        await navigate({ to: '/w/$workspace/settings', params: { workspace: home }, replace: true });
      await forgetWorkspace(client, id);
      onClose();
      toast(`${name} deleted`);
    },
  });
  const general = generalError(error, ['name']);
  return (
    <Dialog
      title={`Delete ${name}?`}
      about="For 7 days its owners can bring back data and members. Then everything is erased."
      onClose={onClose}
      onSubmit={() => ready && !isPending && mutate()}
      foot={
        <>
          <Button onClick={onClose}>Keep workspace</Button>
          <Button type="submit" look="danger" disabled={!ready} busy={isPending && 'Deleting…'}>
            Delete workspace
          </Button>
        </>
      }
    >
      <WhatEnds workspace={workspace} />
      <Field
        label={
          <>
            Type <code>{name}</code> to confirm
          </>
        }
        autoComplete="off"
        value={typed}
        error={refusedField(error, 'name')}
        onChange={(event) => setTyped(event.target.value)}
      />
      {general !== null && general !== undefined && <ErrorNote error={general} />}
    </Dialog>
  );
}
