import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { When } from '../../../ui/when.tsx';
import { Fact, Facts, None } from '../facts.tsx';
import { queuesQuery } from '../queues-query.ts';
import { StatusBadge } from '../status-badge.tsx';
import type { TaskDocument } from '../task-query.ts';
import { progressOf } from './versions.ts';

function Queue({ workspace, id }: { workspace: string; id: string }) {
  const { data } = useQuery(queuesQuery(workspace));
  const known = data?.find((queue) => queue.id === id);
  return (
    <Link to="/w/$workspace/queues" params={{ workspace }} search={{ queue: id }}>
      {known?.name ?? id}
    </Link>
  );
}

/** In which status it is and why, and what runs it. */
export function RunFacts({ workspace, task }: { workspace: string; task: TaskDocument }) {
  const { status_reason: reason, status_message: message, output = {} } = task;
  const queue = task.execution?.queue;
  const progress = progressOf(task);
  return (
    <Facts title="Run">
      <Fact name="Status">
        <StatusBadge task={task} />
      </Fact>
      <Fact name="Reason">{reason || <None>None given</None>}</Fact>
      <Fact name="Message">{message || <None>None given</None>}</Fact>
      {output?.error && (
        <Fact name="Error">
          <span className="bad">{output.error}</span>
        </Fact>
      )}
      <Fact name="Queue">{queue ? <Queue workspace={workspace} id={queue} /> : <None />}</Fact>
      <Fact name="Worker">
        {task.last_worker ? (
          <>
            <Link to="/w/$workspace/workers" params={{ workspace }}>
              {task.last_worker}
            </Link>
            {task.last_worker_report && (
              <span className="sub">
                Reported <When time={task.last_worker_report} />
              </span>
            )}
          </>
        ) : (
          <None />
        )}
      </Fact>
      <Fact name="Last iteration">{(task.last_iteration ?? 0).toLocaleString('en')}</Fact>
      {progress !== undefined && <Fact name="Progress">{progress} %</Fact>}
      <Fact name="Output destination">
        {output?.destination ? (
          <span className="breakable">{output.destination}</span>
        ) : (
          <None>That of the project or the client</None>
        )}
      </Fact>
    </Facts>
  );
}
