import { useNavigate } from '@tanstack/react-router';
import { DeleteTaskDialog } from '../delete-task-dialog.tsx';
import type { TaskDocument } from '../task-query.ts';
import { CloneDialog } from './clone-dialog.tsx';
import { ConfirmAction } from './confirm-action.tsx';
import { EnqueueDialog } from './enqueue-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { ResetDialog } from './reset-dialog.tsx';
import type { ActionKind } from './task-actions.ts';

interface ActionDialogProps {
  workspace: string;
  task: TaskDocument;
  kind: ActionKind;
  onClose: () => void;
}

/** The dialog of an action. */
export function ActionDialog({ kind, ...props }: ActionDialogProps) {
  const navigate = useNavigate();
  const { workspace, task, onClose } = props;
  switch (kind) {
    case 'enqueue':
      return <EnqueueDialog {...props} />;
    case 'clone':
      return <CloneDialog {...props} />;
    case 'rename':
      return <RenameDialog {...props} />;
    case 'reset':
      return <ResetDialog {...props} />;
    case 'delete':
      return (
        <DeleteTaskDialog
          workspace={workspace}
          tasks={[task]}
          onClose={onClose}
          onDeleted={() =>
            void navigate({
              to: '/w/$workspace/projects/$project/tasks',
              params: { workspace, project: task.project?.id ?? '*' },
              replace: true,
            })
          }
        />
      );
    case 'dequeue':
    case 'abort':
    case 'publish':
    case 'archive':
    case 'unarchive':
      return <ConfirmAction kind={kind} {...props} />;
  }
}
