import '../../editor/editor.css';
import './vault.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { currentUserQuery } from '../../queries.ts';
import { LoadedState } from '../../ui/states.tsx';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { vaultQuery, vaultsQuery } from './vault-queries.ts';
import { VaultScreen } from './vault-screen.tsx';

interface PlaceProps {
  workspace: { id: string; name: string };
  /** A workspace vault; left out for one's own. */
  id?: string;
}

/** Loads one vault with the list it stands in. */
function VaultPlace({ workspace, id }: PlaceProps) {
  const list = useQuery(vaultsQuery(workspace.id));
  const shown = id ?? list.data?.personal?.id;
  const details = useQuery({ ...vaultQuery(workspace.id, shown ?? ''), enabled: shown !== undefined });
  const unknown = id && list.data && !list.data.workspace.some((vault) => vault.id === id);
  // one that was deleted meanwhile stays, for there may be an unsaved text in it
  if (unknown && !details.data) return <NotFoundPage />;
  const nothing = list.data !== undefined && shown === undefined;
  const query = {
    data: nothing || details.data ? { details: details.data } : undefined,
    error: list.error ?? details.error,
    refetch: () => (list.error ? list.refetch() : details.refetch()),
  };
  return (
    <LoadedState query={query} what="the configuration vault" rows={6}>
      {(loaded) => (
        <VaultScreen
          key={id ?? 'mine'}
          workspace={workspace}
          personal={id === undefined}
          details={loaded.details}
          listed={list.data}
        />
      )}
    </LoadedState>
  );
}

function useWorkspace(id: string) {
  const { data: user } = useQuery(currentUserQuery);
  return user?.companies.find((company) => company.id === id);
}

/** One's own vault in the workspace of the address. */
export function PersonalVaultPage() {
  const { workspace } = useParams({ from: '/shell/w/$workspace/vault' });
  const mine = useWorkspace(workspace);
  return mine ? <VaultPlace key={mine.id} workspace={mine} /> : <NotFoundPage />;
}

/** A vault of the workspace in the address. */
export function WorkspaceVaultPage() {
  const { workspace, vault } = useParams({ from: '/shell/w/$workspace/vault/$vault' });
  const mine = useWorkspace(workspace);
  return mine ? <VaultPlace key={`${mine.id} ${vault}`} workspace={mine} id={vault} /> : <NotFoundPage />;
}
