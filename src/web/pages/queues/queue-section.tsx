import { Link } from '@tanstack/react-router';
import { CodeBlock } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icon.tsx';
import { agentBlock } from '../workers/agent-block.ts';
import { EntriesTable } from './entries-table.tsx';
import { MOST_ENTRIES, type Queue } from './queue-list-query.ts';

function Workers({ workspace, queue: { name, workers } }: { workspace: string; queue: Queue }) {
  if (workers.length === 0)
    return (
      <div className="panel-pad stack">
        <p className="sm quiet">
          Nobody listens to this queue, so its tasks wait. This starts an agent that does, on any machine that
          has credentials:
        </p>
        <CodeBlock text={agentBlock(name)} label="Commands that start an agent" />
      </div>
    );
  return (
    <ul className="listeners" aria-label={`Workers that listen to ${name}`}>
      {workers.map((worker) => (
        <li key={worker.name}>
          <Icon name="robot" className="faint" />
          <span className="mono xs breakable">{worker.name}</span>
          <span className="end xs faint">
            {worker.task ? (
              <>
                runs{' '}
                <Link to="/w/$workspace/tasks/$task" params={{ workspace, task: worker.task.id }}>
                  {worker.task.name ?? worker.task.id}
                </Link>
              </>
            ) : (
              'idle'
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface QueueSectionProps {
  workspace: string;
  queue: Queue;
  mayWrite: boolean;
}

/** What waits in a queue, in its order, and who listens to it. */
export function QueueSection({ workspace, queue, mayWrite }: QueueSectionProps) {
  const { name, entries } = queue;
  return (
    <section className="section" aria-label={`Queue ${name}`}>
      <div className="section-head">
        <div>
          <h2 className="breakable">{name}</h2>
          <p>
            Agents take the first task. Clones and drafts are put here from their page or the table of tasks.
          </p>
        </div>
      </div>
      <div className="panel">
        {entries.length === 0 ? (
          <div className="empty">
            <Icon name="queue" />
            <strong>Nothing waits</strong>
            <span>
              Choose tasks in the{' '}
              <Link to="/w/$workspace/projects/$project/tasks" params={{ workspace, project: '*' }}>
                table of tasks
              </Link>{' '}
              and press Enqueue, or clone one on its page.
            </span>
          </div>
        ) : (
          <EntriesTable workspace={workspace} queue={queue} mayWrite={mayWrite} />
        )}
        {entries.length >= MOST_ENTRIES && (
          <div className="panel-foot">
            <span>Only the first {MOST_ENTRIES} are shown.</span>
          </div>
        )}
      </div>
      <div className="panel">
        <div className="panel-bar">
          <h3>Workers that listen</h3>
        </div>
        <Workers workspace={workspace} queue={queue} />
      </div>
    </section>
  );
}
