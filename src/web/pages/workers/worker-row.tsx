import { Link } from '@tanstack/react-router';
import { Icon } from '../../ui/icon.tsx';
import { Cell, Row } from '../../ui/table.tsx';
import { When } from '../../ui/when.tsx';
import { durationText } from '../task/task-words.ts';
import { LoadCurve } from './load-curve.tsx';
import type { Loads } from './loads.ts';
import type { Worker } from './workers-query.ts';

function Runs({ workspace, worker: { task, project } }: { workspace: string; worker: Worker }) {
  if (!task) return <span className="faint">Idle</span>;
  return (
    <>
      <Link className="breakable" to="/w/$workspace/tasks/$task" params={{ workspace, task: task.id }}>
        {task.name}
      </Link>
      <span className="sub">
        {[
          project?.name,
          task.running_time !== undefined && durationText(task.running_time / 1000),
          task.last_iteration > 0 && `iteration ${task.last_iteration.toLocaleString('en')}`,
        ]
          .filter(Boolean)
          .join(', ')}
      </span>
    </>
  );
}

function Load({ loads, until }: { loads: Loads | undefined; until: number }) {
  if (!loads || loads.cpu.length + loads.gpu.length + loads.memory.length === 0)
    return <span className="faint">Not told</span>;
  return (
    <span className="loads">
      <LoadCurve name="CPU" series={loads.cpu} until={until} />
      <LoadCurve name="GPU" series={loads.gpu} until={until} />
      <LoadCurve name="Memory" series={loads.memory} until={until} />
    </span>
  );
}

interface WorkerRowProps {
  workspace: string;
  worker: Worker;
  loads: Loads | undefined;
  until: number;
}

/** One worker: what it runs, where it listens and how its machine does. */
export function WorkerRow({ workspace, worker, loads, until }: WorkerRowProps) {
  const { id, ip, user, queues, last_report_time, last_activity_time } = worker;
  return (
    <Row>
      <Cell lead>
        <div className="person">
          <Icon name="robot" className="faint" />
          <div>
            <strong className="breakable">{id}</strong>
            <span className="sub">{[user?.name, ip].filter(Boolean).join(', ')}</span>
          </div>
        </div>
      </Cell>
      <Cell label="Runs">
        <Runs workspace={workspace} worker={worker} />
      </Cell>
      <Cell label="Listens to">
        {queues.length === 0 ? (
          <span className="faint">No queue</span>
        ) : (
          <span className="cluster">
            {queues.map(({ id: queue, name }) => (
              <Link key={queue} to="/w/$workspace/queues" params={{ workspace }} search={{ queue }}>
                {name ?? queue}
              </Link>
            ))}
          </span>
        )}
      </Cell>
      <Cell label="Machine">
        <Load loads={loads} until={until} />
      </Cell>
      <Cell label="Last seen">
        <When time={last_report_time ?? last_activity_time} />
      </Cell>
    </Row>
  );
}
