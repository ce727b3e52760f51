import { useQueryClient } from '@tanstack/react-query';
import { refreshProjects } from '../projects/projects-query.ts';
import { DeleteTaskDialog } from '../task/delete-task-dialog.tsx';
import { type BulkKind, fitting } from './bulk-actions.ts';
import { BulkConfirm } from './bulk-confirm.tsx';
import { BulkEnqueue } from './bulk-enqueue.tsx';
import { BulkMove } from './bulk-move.tsx';
import { BulkReset } from './bulk-reset.tsx';
import { BulkTags } from './bulk-tags.tsx';
import type { TaskRow } from './columns.ts';
import { refreshTasks } from './tasks-query.ts';
import type { BulkEnd } from './use-bulk.ts';

interface BulkDialogProps extends BulkEnd {
  kind: BulkKind;
  /** All that are chosen, whether the action fits them or not. */
  chosen: readonly TaskRow[];
  onClose: () => void;
}

/** The dialog of what is to be done to the chosen tasks. */
export function BulkDialog({ kind, chosen, ...rest }: BulkDialogProps) {
  const client = useQueryClient();
  const tasks = fitting(kind, chosen);
  const props = { ...rest, tasks, chosen: chosen.length };
  switch (kind) {
    case 'enqueue':
      return <BulkEnqueue {...props} />;
    case 'reset':
      return <BulkReset {...props} />;
    case 'tags':
      return <BulkTags {...rest} tasks={tasks} />;
    case 'move':
      return <BulkMove {...rest} tasks={tasks} />;
    case 'delete':
      return (
        <DeleteTaskDialog
          workspace={rest.workspace}
          tasks={tasks}
          onClose={rest.onClose}
          onDeleted={() => {
            void refreshTasks(client, rest.workspace);
            void refreshProjects(client, rest.workspace);
          }}
        />
      );
    case 'abort':
    case 'archive':
    case 'unarchive':
    case 'dequeue':
    case 'publish':
      return <BulkConfirm {...props} kind={kind} />;
  }
}
