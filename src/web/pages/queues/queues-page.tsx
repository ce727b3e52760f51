import './queues.css';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { currentUserQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { FlowTable } from '../../ui/table.tsx';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { useMayWrite } from '../task/use-may-write.ts';
import { QueueDialogs, type QueueTask } from './queue-dialogs.tsx';
import { isDefault, type Queue, queueListQuery } from './queue-list-query.ts';
import { QueueRow } from './queue-row.tsx';
import { QueueSection } from './queue-section.tsx';

const COLUMNS = ['Queue', 'Waiting', 'Workers', 'Made'];

interface QueueListProps {
  workspace: string;
  queues: readonly Queue[];
  onTask: ((task: QueueTask) => void) | undefined;
}

/** All queues, and below them the one that is open. */
function QueueList({ workspace, queues, onTask }: QueueListProps) {
  const { queue: asked } = useSearch({ from: '/shell/w/$workspace/queues' });
  const open =
    asked === undefined ? (queues.find(isDefault) ?? queues[0]) : queues.find(({ id }) => id === asked);
  return (
    <>
      <section className="panel" aria-label="Queues">
        <FlowTable caption="Queues" columns={COLUMNS} {...(onTask && { actions: 'Actions' })}>
          {queues.map((queue) => (
            <QueueRow
              key={queue.id}
              workspace={workspace}
              queue={queue}
              open={queue.id === open?.id}
              onTask={onTask}
            />
          ))}
        </FlowTable>
      </section>
      {open ? (
        <QueueSection key={open.id} workspace={workspace} queue={open} mayWrite={onTask !== undefined} />
      ) : (
        <Note tone="info">
          {queues.length === 0
            ? 'There is no queue. Make one, then start an agent that listens to it.'
            : 'The queue of this address is not in this workspace, or no longer. Choose another one.'}
        </Note>
      )}
    </>
  );
}

function Queues({ workspace: { id, name } }: { workspace: { id: string; name: string } }) {
  const query = useQuery(queueListQuery(id));
  const mayWrite = useMayWrite(id);
  const [task, setTask] = useState<QueueTask | null>(null);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Queues</h1>
          <p>Where tasks of {name} wait for an agent to run them.</p>
        </div>
        {mayWrite && (
          <div className="end">
            <Button icon="plus" look="primary" onClick={() => setTask({ kind: 'make' })}>
              New queue
            </Button>
          </div>
        )}
      </div>
      <LoadedState query={query} what="queues">
        {(queues) => <QueueList workspace={id} queues={queues} onTask={mayWrite ? setTask : undefined} />}
      </LoadedState>
      {task && <QueueDialogs workspace={id} task={task} onClose={() => setTask(null)} />}
    </>
  );
}

/** The queues of the workspace in the address. */
export function QueuesPage() {
  const { workspace } = useParams({ from: '/shell/w/$workspace/queues' });
  const { data: user } = useQuery(currentUserQuery);
  const mine = user?.companies.find(({ id }) => id === workspace);
  return mine ? <Queues key={mine.id} workspace={mine} /> : <NotFoundPage />;
}
