import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { currentUserQuery, workspacesQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { CredentialDialogs, type CredentialTask } from './credential-dialogs.tsx';
import { credentialsQuery } from './credentials-query.ts';
import { UndoBar } from './undo-bar.tsx';
import { WorkspaceDialogs, type WorkspaceTask } from './workspace-dialogs.tsx';
import { WorkspacePanel } from './workspace-panel.tsx';

function PageHead({ name, onMake }: { name: string; onMake: () => void }) {
  return (
    <div className="page-head">
      <div>
        <h1>Workspaces</h1>
        <p>
          Each has its own projects, members, credentials and vaults. This tab shows {name}; other tabs may
          show others.
        </p>
      </div>
      <div className="end">
        <Button icon="plus" onClick={onMake}>
          Create workspace
        </Button>
      </div>
    </div>
  );
}

/** The workspaces of a member; the one of the address comes first. */
function Workspaces({ active, name }: { active: string; name: string }) {
  const { create, make } = useSearch({ from: '/shell/w/$workspace/settings' });
  const navigate = useNavigate();
  const { data: user } = useQuery(currentUserQuery);
  const workspaces = useQuery(workspacesQuery);
  const credentials = useQuery(credentialsQuery(active));
  const [chosen, setTask] = useState<CredentialTask | null>(null);
  const task: CredentialTask | null = chosen ?? (create ? { kind: 'create', workspace: active } : null);
  const [picked, setPicked] = useState<WorkspaceTask | null>(null);
  const whole: WorkspaceTask | null = picked ?? (make ? { kind: 'make' } : null);
  const onTask = (next: CredentialTask | null) => {
    setTask(next);
    if (create) {
      void navigate({ to: '/w/$workspace/settings', params: { workspace: active }, replace: true });
    }
  };
  const onWhole = (next: WorkspaceTask | null) => {
    setPicked(next);
    if (make) void navigate({ to: '/w/$workspace/settings', params: { workspace: active }, replace: true });
  };
  return (
    <>
      <PageHead name={name} onMake={() => onWhole({ kind: 'make' })} />
      <UndoBar />
      <LoadedState query={workspaces} what="workspaces">
        {(list) =>
          list
            .toSorted((a, b) => Number(b.id === active) - Number(a.id === active))
            .map((workspace) => (
              <WorkspacePanel
                key={workspace.id}
                workspace={workspace}
                active={workspace.id === active}
                credentials={credentials}
                onTask={onTask}
                onWhole={onWhole}
              />
            ))
        }
      </LoadedState>
      {whole && user && (
        <WorkspaceDialogs
          key={whole.kind}
          task={whole}
          user={user}
          active={active}
          onClose={() => onWhole(null)}
        />
      )}
      {task && user && (
        <CredentialDialogs
          key={task.kind}
          task={task}
          workspaces={user.companies}
          active={active}
          onTask={onTask}
        />
      )}
    </>
  );
}

/** Settings of the workspace in the address; someone else's is as unknown as one that does not exist. */
export function WorkspacePage() {
  const { workspace } = useParams({ from: '/shell/w/$workspace/settings' });
  const { data: user } = useQuery(currentUserQuery);
  const mine = user?.companies.find(({ id }) => id === workspace);
  return mine ? <Workspaces key={mine.id} active={mine.id} name={mine.name} /> : <NotFoundPage />;
}
