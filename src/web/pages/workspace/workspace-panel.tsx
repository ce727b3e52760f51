import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { Workspace } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { CodeBlock, IdBadge } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { AskedInviteCell } from '../invitations/asked-invite-cell.tsx';
import type { CredentialTask } from './credential-dialogs.tsx';
import type { Credential } from './credentials-query.ts';
import { CredentialsTable } from './credentials-table.tsx';
import { MembersCell } from './members-cell.tsx';
import { counted, roleName } from './names.ts';
import { PanelFoot } from './panel-foot.tsx';
import { VaultCell } from './vault-cell.tsx';
import type { WorkspaceTask } from './workspace-dialogs.tsx';

/** What a list without key pairs teaches: the two commands before the paste. */
function NoCredentials() {
  return (
    <div className="ws-cell">
      <p className="sm">
        <strong>No credentials of yours here yet.</strong>
        <br />
        <span className="quiet">
          Create new credentials, run these commands where your code runs, and paste the block you get into
          the prompt.
        </span>
      </p>
      <CodeBlock label="First commands" said="Commands copied" text={'pip install clearml\nclearml-init'} />
    </div>
  );
}

interface PanelHeadProps {
  workspace: Workspace;
  active: boolean;
  open: boolean;
  body: string;
  /** What a closed panel says of its inside. */
  summary: string;
  onToggle: () => void;
  onRename: () => void;
}

function PanelHead({ workspace, active, open, body, summary, onToggle, onRename }: PanelHeadProps) {
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
      <span className="ws-sum">{summary}</span>
      <div className="end">
        <IdBadge id={id} what={`id of ${name}`} />
        {(role === 'owner' || role === 'administrator') && (
          <Button size="sm" icon="pencil" onClick={onRename}>
            Rename<span className="sr"> {name}</span>
          </Button>
        )}
      </div>
    </div>
  );
}

function CredentialsHead({ primary, onCreate }: { primary: boolean; onCreate: () => void }) {
  return (
    <div className="sub-head">
      <Icon name="key" />
      <h3>API credentials</h3>
      <span className="xs faint">Yours, in this workspace</span>
      <div className="end">
        <Button size="sm" look={primary ? 'primary' : undefined} icon="plus" onClick={onCreate}>
          Create new credentials
        </Button>
      </div>
    </div>
  );
}

function summaryOf({ role, allocated }: Workspace, listed: Credential[] | undefined, open: boolean): string {
  if (open) return roleName(role);
  const users = allocated === 1 ? 'only you' : counted(allocated, 'user');
  return [roleName(role), listed && counted(listed.length, 'credential'), users].filter(Boolean).join(', ');
}

interface WorkspacePanelProps {
  workspace: Workspace;
  active: boolean;
  credentials: {
    data: ((workspace: string) => Credential[]) | undefined;
    error: unknown;
    refetch: () => unknown;
  };
  onTask: (task: CredentialTask) => void;
  onWhole: (task: WorkspaceTask) => void;
}

/** One workspace: one's key pairs in it, and who else is there. The active one is open at first. */
export function WorkspacePanel({ workspace, active, credentials, onTask, onWhole }: WorkspacePanelProps) {
  const body = useId();
  const [open, setOpen] = useState(active);
  const listed = credentials.data?.(workspace.id);
  const none = listed?.length === 0;
  const head = (
    <CredentialsHead primary={active} onCreate={() => onTask({ kind: 'create', workspace: workspace.id })} />
  );
  return (
    <section className="panel" aria-label={workspace.name}>
      <PanelHead
        workspace={workspace}
        active={active}
        open={open}
        body={body}
        summary={summaryOf(workspace, listed, open)}
        onToggle={() => setOpen(!open)}
        onRename={() => onWhole({ kind: 'rename', workspace })}
      />
      <div className={none ? 'ws-body two' : 'ws-body'} id={body} hidden={!open}>
        <div>
          {head}
          <LoadedState query={credentials} what={`credentials of ${workspace.name}`}>
            {(inWorkspace) =>
              none ? (
                <NoCredentials />
              ) : (
                <CredentialsTable
                  credentials={inWorkspace(workspace.id)}
                  workspace={workspace}
                  onTask={onTask}
                />
              )
            }
          </LoadedState>
        </div>
        <MembersCell workspace={workspace}>{open && <AskedInviteCell workspace={workspace} />}</MembersCell>
      </div>
      {active && open && <VaultCell workspace={workspace.id} />}
      {open && <PanelFoot workspace={workspace} onTask={onWhole} />}
    </section>
  );
}
