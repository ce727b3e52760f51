import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { Workspace } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { CodeBlock, IdBadge } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LoadedState } from '../../ui/states.tsx';
import type { CredentialTask } from './credential-dialogs.tsx';
import type { Credential } from './credentials-query.ts';
import { CredentialsTable } from './credentials-table.tsx';
import { MembersCell } from './members-cell.tsx';
import { roleName } from './names.ts';

interface WorkspacePanelProps {
  workspace: Workspace;
  active: boolean;
  credentials: {
    data: ((workspace: string) => Credential[]) | undefined;
    error: unknown;
    refetch: () => unknown;
  };
  onTask: (task: CredentialTask) => void;
}

/** What a list without key pairs teaches: the two commands before the paste. */
function NoCredentials() {
  return (
    <div className="empty">
      <Icon name="key" />
      <strong>No credentials of yours here yet</strong>
      <span>
        Create new credentials, run these two commands where your code runs, and paste the block you get into
        the prompt.
      </span>
      <div className="empty-block">
        <CodeBlock label="First commands" said="Commands copied" text={'pip install clearml\nclearml-init'} />
      </div>
    </div>
  );
}

function PanelHead({
  workspace,
  active,
  open,
  body,
  onToggle,
}: {
  workspace: Workspace;
  active: boolean;
  open: boolean;
  body: string;
  onToggle: () => void;
}) {
  const { id, name, role } = workspace;
  return (
    <div className="ws-head">
      <h2>
        <button
          type="button"
          className="ws-toggle"
          aria-expanded={open}
          aria-controls={body}
          onClick={onToggle}
        >
          <Icon name="right" />
          <span className="ws-name">{name}</span>
        </button>
      </h2>
      {active ? (
        <span className="badge b-ok">
          <Icon name="check" />
          Currently active
        </span>
      ) : (
        <Link className="btn btn-sm" to="/w/$workspace/settings" params={{ workspace: id }}>
          Switch to workspace<span className="sr"> {name}</span>
        </Link>
      )}
      <span className="ws-sum">{roleName(role)}</span>
      <div className="end">
        <IdBadge id={id} what={`id of ${name}`} />
      </div>
    </div>
  );
}

/** One workspace: one's key pairs in it, and who else is there. */
export function WorkspacePanel({ workspace, active, credentials, onTask }: WorkspacePanelProps) {
  const body = useId();
  const [open, setOpen] = useState(true);
  return (
    <section className="panel" aria-label={workspace.name}>
      <PanelHead
        workspace={workspace}
        active={active}
        open={open}
        body={body}
        onToggle={() => setOpen(!open)}
      />
      <div className="ws-body" id={body} hidden={!open}>
        <div className="sub-head">
          <Icon name="key" />
          <h3>API credentials</h3>
          <span className="xs faint">Yours, in this workspace</span>
          <div className="end">
            <Button
              size="sm"
              look={active ? 'primary' : undefined}
              icon="plus"
              onClick={() => onTask({ kind: 'create', workspace: workspace.id })}
            >
              Create new credentials
            </Button>
          </div>
        </div>
        <LoadedState query={credentials} what={`credentials of ${workspace.name}`}>
          {(inWorkspace) => {
            const listed = inWorkspace(workspace.id);
            if (listed.length === 0) return <NoCredentials />;
            return <CredentialsTable credentials={listed} workspace={workspace} onTask={onTask} />;
          }}
        </LoadedState>
        <MembersCell workspace={workspace} />
      </div>
    </section>
  );
}
