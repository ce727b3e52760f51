import { queryOptions, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { call } from '../../../api.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Note } from '../../../ui/note.tsx';
import { LoadedState } from '../../../ui/states.tsx';
import { counted } from '../../workspace/names.ts';
import type { TaskDocument } from '../task-query.ts';
import { useActing } from './use-acting.ts';

interface Queue {
  id: string;
  name: string;
  system_tags?: string[];
  entries?: unknown[];
  /** Live workers that listen to it. */
  workers?: unknown[];
}

/** The queues with who listens to them and how many tasks wait, asked for each time. */
const listenedQueues = (workspace: string) =>
  queryOptions({
    queryKey: ['queues', workspace, 'to-enqueue'],
    queryFn: async () => {
      const wanted = { order_by: ['name'] };
      return (await call('queues.get_all_ex', wanted, { workspace })).queues as unknown as Queue[];
    },
    staleTime: 0,
  });

function Listening({ queue }: { queue: Queue }) {
  const workers = queue.workers?.length ?? 0;
  const waiting = queue.entries?.length ?? 0;
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
      {counted(workers, 'worker')} {workers === 1 ? 'listens' : 'listen'}, {counted(waiting, 'task')}{' '}
      {waiting === 1 ? 'waits' : 'wait'} before it.
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
  const query = useQuery(listenedQueues(workspace));
  const [picked, setPicked] = useState<string>();
  const queues = query.data ?? [];
  const queue =
    queues.find((one) => one.id === picked) ??
    queues.find(({ system_tags }) => system_tags?.includes('default')) ??
    queues[0];
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
