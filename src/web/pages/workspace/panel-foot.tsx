import { useId } from 'react';
import type { Workspace } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import type { WorkspaceTask } from './workspace-dialogs.tsx';

interface PanelFootProps {
  workspace: Workspace;
  onTask: (task: WorkspaceTask) => void;
}

/** The way out of a workspace, or why there is none. */
export function PanelFoot({ workspace, onTask }: PanelFootProps) {
  const why = useId();
  const { name, role, personal, owners } = workspace;
  if (personal)
    return (
      <div className="panel-foot">
        <span>Your personal workspace. It came with your account and goes with it.</span>
      </div>
    );
  const last = role === 'owner' && owners.length === 1;
  return (
    <div className="panel-foot">
      <span id={why}>{last && 'You are its only owner. To leave, make another member owner first.'}</span>
      <span className="end">
        {role === 'owner' && (
          <Button size="sm" look="risk" onClick={() => onTask({ kind: 'delete', workspace })}>
            Delete workspace<span className="sr"> {name}</span>
          </Button>
        )}
        <Button
          size="sm"
          look={last ? undefined : 'risk'}
          aria-disabled={last || undefined}
          aria-describedby={last ? why : undefined}
          onClick={() => !last && onTask({ kind: 'leave', workspace })}
        >
          Leave workspace<span className="sr"> {name}</span>
        </Button>
      </span>
    </div>
  );
}
