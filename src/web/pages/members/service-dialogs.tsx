import { useQuery } from '@tanstack/react-query';
import { CreatedDialog, FirstUseLine } from '../workspace/created-dialog.tsx';
import type { NewPair } from '../workspace/credentials-query.ts';
import { ImpersonationDialog } from './impersonation-dialog.tsx';
import type { Rights } from './member-rights.ts';
import { serviceAccountsQuery } from './members-queries.ts';
import { RemoveServiceDialog } from './remove-service-dialog.tsx';
import { ServiceDialog } from './service-dialog.tsx';
import { ServiceKeyDialog } from './service-key-dialog.tsx';
import { ServiceKeysDialog } from './service-keys-dialog.tsx';

/** What someone is about to do with a service account. */
export type ServiceTask =
  | { kind: 'create' }
  | { kind: 'keys' | 'key' | 'change' | 'impersonation' | 'remove'; id: string }
  | { kind: 'created'; id: string; pair: NewPair };

const POLL_MS = 3000;

function FirstUse({ workspace, id, accessKey }: { workspace: string; id: string; accessKey: string }) {
  const { data } = useQuery({ ...serviceAccountsQuery(workspace), refetchInterval: POLL_MS });
  const pairs = data?.find((account) => account.id === id)?.credentials;
  return <FirstUseLine used={pairs?.find(({ access_key }) => access_key === accessKey)} />;
}

interface ServiceDialogsProps {
  workspace: { id: string; name: string };
  rights: Rights;
  task: ServiceTask;
  onTask: (task: ServiceTask | null) => void;
}

/** The dialog of a task; what it shows of an account is always the newest that is known. */
export function ServiceDialogs({ workspace, rights, task, onTask }: ServiceDialogsProps) {
  const { data } = useQuery(serviceAccountsQuery(workspace.id));
  const onClose = () => onTask(null);
  if (task.kind === 'create')
    return (
      <ServiceDialog
        workspace={workspace.id}
        onClose={onClose}
        onMade={(id) => onTask({ kind: 'key', id })}
      />
    );
  const { id } = task;
  const account = data?.find((known) => known.id === id);
  if (task.kind === 'created')
    return (
      <CreatedDialog
        pair={task.pair}
        workspace={workspace}
        firstUse={<FirstUse workspace={workspace.id} id={id} accessKey={task.pair.access_key} />}
        onClose={onClose}
      />
    );
  if (!account) return null;
  const common = { workspace: workspace.id, account, onClose };
  switch (task.kind) {
    case 'change':
      return <ServiceDialog {...common} />;
    case 'keys':
      return <ServiceKeysDialog {...common} rights={rights} onCreate={() => onTask({ kind: 'key', id })} />;
    case 'key':
      return <ServiceKeyDialog {...common} onCreated={(pair) => onTask({ kind: 'created', id, pair })} />;
    case 'impersonation':
      return <ImpersonationDialog {...common} />;
    case 'remove':
      return <RemoveServiceDialog {...common} />;
  }
}
