import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { exactly, When } from '../../ui/when.tsx';
import { type Deleted, deletedQuery, refreshWorkspaces } from './workspace-queries.ts';

function Undo({ workspace }: { workspace: Deleted }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { id, name, deleted, erased } = workspace;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('workspaces.restore', { workspace: id }),
    onSuccess: async () => {
      await refreshWorkspaces(client);
      await navigate({ to: '/w/$workspace/settings', params: { workspace: id } });
      toast(`${name} is back`);
    },
  });
  return (
    <>
      <Note
        icon="trash"
        end={
          <Button size="sm" busy={isPending && 'Bringing back…'} onClick={() => mutate()}>
            Bring back<span className="sr"> {name}</span>
          </Button>
        }
      >
        <strong>{name}</strong> was deleted <When time={deleted} />. Until {exactly(erased)} you can bring
        back its data and members; credentials and invitations are gone.
      </Note>
      {error && <ErrorNote error={error} />}
    </>
  );
}

/** Workspaces of the caller that were deleted in the last seven days, each with its undo. */
export function UndoBar() {
  const { data = [] } = useQuery(deletedQuery);
  return data.map((workspace) => <Undo key={workspace.id} workspace={workspace} />);
}
