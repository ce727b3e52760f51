import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { call } from '../../../api.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Note } from '../../../ui/note.tsx';
import { LoadedState } from '../../../ui/states.tsx';
import { isDefault, type Queue, queueListQuery, waiting } from '../../queues/queue-list-query.ts';
import { counted } from '../../workspace/names.ts';
import type { TaskDocument } from '../task-query.ts';
import { useActing } from './use-acting.ts';

function Listening({ queue }: { queue: Queue }) {
  const workers = queue.workers.length;
  const before = queue.entries.length;
  if (workers === 0) {
    return (
      <Note tone="warn">
        <strong>No worker listens to {queue.name}.</strong> The task waits until one does: clearml-agent
        daemon --queue {queue.name}
      </Note>
    );
  }
  return (
    <p className="sm quiet">
      {counted(workers, 'worker')} {workers === 1 ? 'listens' : 'listen'};{' '}
      {before === 0 ? 'no task waits' : `${waiting(queue)} ${before === 1 ? 'waits' : 'wait'}`} before it.
    </p>
  );
}

interface EnqueueDialogProps {
  workspace: string;
  task: TaskDocument;
  onClose: () => void;
}

/** Puts a task into a queue of one's choice. */
export function EnqueueDialog({ workspace, task, onClose }: EnqueueDialogProps) {
  const id = useId();
  const query = useQuery(queueListQuery(workspace));
  const [picked, setPicked] = useState<string>();
  const queues = query.data ?? [];
  const queue = queues.find((one) => one.id === picked) ?? queues.find(isDefault) ?? queues[0];
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
      <LoadedState query={query} what="queues" rows={1}>
        {() => (
          <>
            <div className="field">
              <label htmlFor={id}>Queue</label>
              <select
                className="select"
                id={id}
                data-first
                value={queue?.id ?? ''}
                onChange={(event) => setPicked(event.target.value)}
              >
                {!queue && <option value="">default (it is made)</option>}
                {queues.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            </div>
            {queue && <Listening queue={queue} />}
          </>
        )}
      </LoadedState>
    </FormDialog>
  );
}
