import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { InviteCell } from './invite-cell.tsx';

/** The invite cell of a panel; its dialog opens by itself where the address asks for it. */
export function AskedInviteCell({ workspace }: { workspace: { id: string; name: string } }) {
  const { workspace: active } = useParams({ from: '/shell/w/$workspace/settings' });
  const { inviting = false } = useSearch({ from: '/shell/w/$workspace/settings' });
  const navigate = useNavigate();
  return (
    <InviteCell
      workspace={workspace}
      asked={inviting && workspace.id === active}
      onAnswered={() =>
        void navigate({ to: '/w/$workspace/settings', params: { workspace: active }, replace: true })
      }
    />
  );
}
