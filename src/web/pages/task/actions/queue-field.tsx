import { queryOptions, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { call } from '../../../api.ts';
import { Note } from '../../../ui/note.tsx';
import { LoadedState } from '../../../ui/states.tsx';
import { counted } from '../../workspace/names.ts';

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

/** The queue that tasks are sent to: the default one until another is picked. */
export function useQueueChoice(workspace: string) {
  const query = useQuery(listenedQueues(workspace));
  const [picked, pick] = useState<string>();
  const queues = query.data ?? [];
  const queue =
    queues.find((one) => one.id === picked) ??
    queues.find(({ system_tags }) => system_tags?.includes('default')) ??
    queues[0];
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
