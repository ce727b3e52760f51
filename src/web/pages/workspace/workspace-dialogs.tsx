import type { CurrentUser, Workspace } from '../../queries.ts';
import { CreateWorkspaceDialog } from './create-workspace-dialog.tsx';
import { DeleteWorkspaceDialog } from './delete-workspace-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { RenameWorkspaceDialog } from './rename-workspace-dialog.tsx';

/** What someone is about to do with a workspace as a whole. */
export type WorkspaceTask = { kind: 'make' } | { kind: 'rename' | 'leave' | 'delete'; workspace: Workspace };

interface WorkspaceDialogsProps {
  task: WorkspaceTask;
  user: CurrentUser;
  /** Id of the workspace in the address. */
  active: string;
  onClose: () => void;
}

/** The dialog of a task. */
export function WorkspaceDialogs({ task, user, active, onClose }: WorkspaceDialogsProps) {
  const isActive = ({ workspace }: { workspace: Workspace }) => workspace.id === active;
  switch (task.kind) {
    case 'make':
      return <CreateWorkspaceDialog onClose={onClose} />;
    case 'rename':
      return <RenameWorkspaceDialog workspace={task.workspace} onClose={onClose} />;
    case 'leave':
      return <LeaveDialog workspace={task.workspace} active={isActive(task)} onClose={onClose} />;
    case 'delete':
      return (
        <DeleteWorkspaceDialog
          workspace={task.workspace}
          active={isActive(task)}
          user={user}
          onClose={onClose}
        />
      );
  }
}
