import { FormDialog } from '../../ui/form-dialog.tsx';
import { QueueField, useQueueChoice } from '../task/actions/queue-field.tsx';
import { counted } from '../workspace/names.ts';
import { enqueueMany } from './bulk-calls.ts';
import { ChosenNames } from './chosen-names.tsx';
import type { TaskRow } from './columns.ts';
import { type BulkEnd, useBulk } from './use-bulk.ts';

interface BulkEnqueueProps extends BulkEnd {
  tasks: readonly TaskRow[];
  chosen: number;
  onClose: () => void;
}

/** Puts several tasks into a queue. */
export function BulkEnqueue({ tasks, chosen, onClose, ...end }: BulkEnqueueProps) {
  const choice = useQueueChoice(end.workspace);
  const ids = tasks.map(({ id }) => id);
  const { act, busy, error } = useBulk(end, 'queued', () =>
    enqueueMany(end.workspace, ids, choice.queue?.id ?? null),
  );
  return (
    <FormDialog
      title={`Enqueue ${counted(tasks.length, 'task')}`}
      about="They stand at the end of the queue in the order of the table."
      submit="Enqueue"
      busy={busy && 'Queueing…'}
      error={error}
      onClose={onClose}
      onSubmit={act}
    >
      <QueueField choice={choice} />
      <ChosenNames tasks={tasks} chosen={chosen} />
    </FormDialog>
  );
}
