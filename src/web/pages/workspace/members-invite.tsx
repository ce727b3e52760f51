import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api.ts';
import type { Workspace } from '../../queries.ts';
import { ErrorNote } from '../../ui/note.tsx';
import { refreshWorkspaces } from './workspace-queries.ts';

/** Whether plain members may invite, for those who decide that. */
export function MembersInvite({ workspace }: { workspace: Workspace }) {
  const client = useQueryClient();
  const { id, role, members_invite } = workspace;
  const { mutate, isPending, variables, error } = useMutation({
    mutationFn: (wanted: boolean) => call('workspaces.update', { members_invite: wanted }, { workspace: id }),
    onSuccess: () => refreshWorkspaces(client),
  });
  if (role !== 'owner' && role !== 'administrator') return null;
  return (
    <>
      <label className="choice">
        <input
          className="check"
          type="checkbox"
          checked={isPending ? variables : members_invite}
          onChange={(event) => mutate(event.target.checked)}
        />
        <span>
          Members may invite, too
          <small>Otherwise owners and administrators only; nobody above their own role.</small>
        </span>
      </label>
      {error && <ErrorNote error={error} />}
    </>
  );
}
