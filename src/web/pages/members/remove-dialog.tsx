import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { counted } from '../workspace/names.ts';
import { type Member, refreshMembers } from './members-queries.ts';

type Preview = ResponseOf<'workspaces.leave_preview'>;

const NAMED = 4;

/** A few names, and how many more. */
const few = (names: string[]) =>
  names.length > NAMED
    ? `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`
    : names.join(', ');

function WhatStops({ preview }: { preview: Preview }) {
  const { workers, credentials, vaults, personal_vault } = preview;
  return (
    <div className="stack">
      <h3>What stops, within a second</h3>
      <ul className="impact">
        <li>
          <Icon name="key" className="faint" />
          {counted(credentials.length, 'credential')}, and every token made with them
        </li>
        <li>
          <Icon name="robot" className="faint" />
          <span>{counted(workers.length, 'worker')} seen in the last 7 days</span>
          {workers.length > 0 && <span className="end">{few(workers.map(({ worker }) => worker))}</span>}
        </li>
        {vaults.length > 0 && (
          <li>
            <Icon name="vault" className="faint" />
            <span>{counted(vaults.length, 'configuration vault')} served to them</span>
            <span className="end">{few(vaults)}</span>
          </li>
        )}
        {personal_vault && (
          <li>
            <Icon name="vault" className="faint" />
            <span>Their personal vault here</span>
            <span className="end">deleted with its history</span>
          </li>
        )}
      </ul>
    </div>
  );
}

interface RemoveDialogProps {
  workspace: { id: string; name: string };
  member: Member;
  onClose: () => void;
}

/** Says what stops before a member is removed. */
export function RemoveDialog({ workspace, member, onClose }: RemoveDialogProps) {
  const client = useQueryClient();
  const { id, name } = member;
  const preview = useQuery({
    queryKey: ['leave-preview', workspace.id, id],
    queryFn: () => call('workspaces.leave_preview', { user: id }, { workspace: workspace.id }),
    staleTime: 0,
  });
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('workspaces.remove_member', { user: id }, { workspace: workspace.id }),
    onSuccess: async () => {
      onClose();
      await refreshMembers(client, workspace.id);
      toast(`${name} removed`);
    },
  });
  return (
    <Dialog
      title={`Remove ${name}?`}
      about={`From ${workspace.name} only. Their account and other workspaces are untouched.`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Keep</Button>
          <Button
            look="danger"
            disabled={preview.data === undefined}
            busy={isPending && 'Removing…'}
            onClick={() => mutate()}
          >
            Remove from workspace
          </Button>
        </>
      }
    >
      <LoadedState query={preview} what="what stops">
        {(data) => <WhatStops preview={data} />}
      </LoadedState>
      <div className="stack">
        <h3>What stays</h3>
        <p className="sm quiet">What they made in the workspace, under the name {name}.</p>
      </div>
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}
