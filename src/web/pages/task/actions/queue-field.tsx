import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Note } from '../../../ui/note.tsx';
import { LoadedState } from '../../../ui/states.tsx';
import { isDefault, type Queue, queueListQuery, waiting } from '../../queues/queue-list-query.ts';
import { counted } from '../../workspace/names.ts';

function Listening({ queue }: { queue: Queue }) {
  const workers = queue.workers.length;
  const before = queue.entries.length;
  if (workers === 0) {
    return (
      <Note tone="warn">
        <strong>No worker listens to {queue.name}.</strong> Its tasks wait until one does: clearml-agent
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

/** The queue that tasks are sent to: the default one until another is picked. */
export function useQueueChoice(workspace: string) {
  const query = useQuery(queueListQuery(workspace));
  const [picked, pick] = useState<string>();
  const queues = query.data ?? [];
  const queue = queues.find((one) => one.id === picked) ?? queues.find(isDefault) ?? queues[0];
  return { query, queues, queue, pick };
}

/** A choice of queues, with who listens to the one that is picked. */
export function QueueField({ choice }: { choice: ReturnType<typeof useQueueChoice> }) {
  const id = useId();
  const { query, queues, queue, pick } = choice;
  return (
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
              onChange={(event) => pick(event.target.value)}
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
  );
}
