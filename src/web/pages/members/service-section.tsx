import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { FlowTable } from '../../ui/table.tsx';
import { administers, type Rights } from './member-rights.ts';
import { type ServiceAccount, serviceAccountsQuery } from './members-queries.ts';
import { ServiceDialogs, type ServiceTask } from './service-dialogs.tsx';
import { ServiceRow } from './service-row.tsx';

const COLUMNS = ['Name', 'Role', 'Acts as others', 'Credentials', 'Last used', 'Made by'];

interface ServiceTableProps {
  workspace: string;
  accounts: ServiceAccount[];
  rights: Rights;
  onTask: (task: ServiceTask) => void;
}

function ServiceTable({ workspace, accounts, rights, onTask }: ServiceTableProps) {
  if (accounts.length === 0) {
    return (
      <div className="empty">
        <Icon name="robot" />
        <strong>No service account yet</strong>
        <span>
          Make one for agents and pipelines, so that they keep working when the person who set them up leaves.
        </span>
      </div>
    );
  }
  return (
    <FlowTable
      caption={`Service accounts of ${workspace}`}
      columns={COLUMNS}
      {...(administers(rights) && { actions: 'Actions' })}
    >
      {accounts.map((account) => (
        <ServiceRow key={account.id} account={account} rights={rights} onTask={onTask} />
      ))}
    </FlowTable>
  );
}

interface ServiceSectionProps {
  workspace: { id: string; name: string };
  rights: Rights;
}

/** The service accounts of a workspace. */
export function ServiceSection({ workspace, rights }: ServiceSectionProps) {
  const query = useQuery(serviceAccountsQuery(workspace.id));
  const [task, setTask] = useState<ServiceTask | null>(null);
  return (
    <section className="section" aria-labelledby="h-service">
      <div className="section-head">
        <div>
          <h2 id="h-service">Service accounts</h2>
          <p>
            For agents and pipelines: they cannot sign in, only use their own credentials. They take no seat.
          </p>
        </div>
        {administers(rights) && (
          <div className="end">
            <Button icon="plus" onClick={() => setTask({ kind: 'create' })}>
              Create service account
            </Button>
          </div>
        )}
      </div>
      <div className="panel">
        <LoadedState query={query} what="service accounts">
          {(accounts) => (
            <ServiceTable workspace={workspace.name} accounts={accounts} rights={rights} onTask={setTask} />
          )}
        </LoadedState>
      </div>
      {task && <ServiceDialogs workspace={workspace} rights={rights} task={task} onTask={setTask} />}
    </section>
  );
}
