import { call } from '../../../api.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import type { TaskDocument } from '../task-query.ts';
import { QueueField, useQueueChoice } from './queue-field.tsx';
import { useActing } from './use-acting.ts';

interface EnqueueDialogProps {
  workspace: string;
  task: TaskDocument;
  onClose: () => void;
}

/** Puts a task into a queue of one's choice. */
export function EnqueueDialog({ workspace, task, onClose }: EnqueueDialogProps) {
  const choice = useQueueChoice(workspace);
  const { queue } = choice;
  const { act, busy, error } = useActing({
    workspace,
    task: task.id,
    act: () => call('tasks.enqueue', { task: task.id, queue: queue?.id ?? null }, { workspace }),
    said: () => (queue ? `Task queued in ${queue.name}` : 'Task queued'),
    onClose,
  });
  return (
    <FormDialog
      title="Enqueue this task"
      about="The next free worker of the queue runs it with its parameters, code and packages."
      submit="Enqueue"
      busy={busy && 'Queueing…'}
      error={error}
      onClose={onClose}
      onSubmit={act}
    >
      <QueueField choice={choice} />
    </FormDialog>
  );
}
