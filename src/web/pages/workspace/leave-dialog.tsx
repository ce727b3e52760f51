import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../../api.ts';
import type { Workspace } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { WhatStops } from './what-stops.tsx';
import { forgetWorkspace } from './workspace-queries.ts';

interface LeaveDialogProps {
  workspace: Workspace;
  /** True when the address shows this workspace, which is then left for the personal one. */
  active: boolean;
  onClose: () => void;
}

/** Says what stops and what stays before someone leaves a workspace. */
export function LeaveDialog({ workspace, active, onClose }: LeaveDialogProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { id, name } = workspace;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('login.leave_company', { company_id: id }),
    onSuccess: async ({ company_id }) => {
      if (active)
        await navigate({ to: '/w/$workspace/settings', params: { workspace: company_id }, replace: true });
      await forgetWorkspace(client, id);
      onClose();
      toast(`You left ${name}`);
    },
  });
  return (
    <Dialog
      title={`Leave ${name}?`}
      about="You can come back only with a new invitation."
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Stay</Button>
          <Button look="danger" busy={isPending && 'Leaving…'} onClick={() => mutate()}>
            Leave workspace
          </Button>
        </>
      }
    >
      <WhatStops workspace={id} />
      <div className="stack">
        <h3>What stays</h3>
        <p className="sm quiet">What you made there remains under your name.</p>
      </div>
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}
