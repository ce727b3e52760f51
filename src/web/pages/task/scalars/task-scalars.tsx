import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Icon } from '../../../ui/icon.tsx';
import type { TaskTabProps } from '../task-tab.tsx';
import { ScalarsTab } from './scalars-tab.tsx';

/** The scalars of the task that is looked at, and the way to compare it with others. */
export function TaskScalars({ workspace, task: { id, name } }: TaskTabProps) {
  const tasks = useMemo(() => [{ id, name }], [id, name]);
  return (
    <div className="stack">
      <h2 className="sr">Scalars</h2>
      <div className="cluster">
        <Link className="btn btn-sm" to="/w/$workspace/compare" params={{ workspace }} search={{ tasks: id }}>
          <Icon name="curve" />
          Compare with…
        </Link>
      </div>
      <ScalarsTab workspace={workspace} tasks={tasks} />
    </div>
  );
}
