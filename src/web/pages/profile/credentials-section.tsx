import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { CurrentUser } from '../../queries.ts';
import { useActiveWorkspace } from '../../shell/active-workspace.ts';
import { Button } from '../../ui/button.tsx';
import type { CredentialTask } from '../workspace/credential-dialogs.tsx';
import { credentialsQuery } from '../workspace/credentials-query.ts';

const CredentialDialogs = lazy(async () => ({
  default: (await import('../workspace/credential-dialogs.tsx')).CredentialDialogs,
}));

const counted = (count: number) => {
  if (count === 0) return 'None yet. Create a pair and paste its block into clearml-init.';
  return `${count} of yours there. Scripts and agents sign in with them.`;
};

/** The way from one's profile to the first key pair. */
export function CredentialsSection({ user }: { user: CurrentUser }) {
  const active = useActiveWorkspace() ?? user.company.id;
  const name = user.companies.find(({ id }) => id === active)?.name;
  const { data } = useQuery(credentialsQuery(active));
  const [task, setTask] = useState<CredentialTask | null>(null);
  return (
    <section className="section" aria-labelledby="h-credentials">
      <div className="section-head">
        <div>
          <h2 id="h-credentials">API credentials</h2>
          <p>Key pairs for the ClearML SDK and agent. Each belongs to one workspace.</p>
        </div>
      </div>
      <div className="panel">
        <div className="row row-wrap">
          <div>
            <div className="row-label">{name}</div>
            <p className="row-hint">{data && counted(data(active).length)}</p>
          </div>
          <div className="row-control">
            <Link className="btn" to="/w/$workspace/settings" params={{ workspace: active }}>
              See all
            </Link>
            <Button look="primary" icon="plus" onClick={() => setTask({ kind: 'create', workspace: active })}>
              Create new credentials
            </Button>
          </div>
        </div>
      </div>
      {task && (
        <Suspense>
          <CredentialDialogs task={task} workspaces={user.companies} active={active} onTask={setTask} />
        </Suspense>
      )}
    </section>
  );
}
