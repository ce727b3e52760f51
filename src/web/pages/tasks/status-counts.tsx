import { Link } from '@tanstack/react-router';
import { Icon } from '../../ui/icon.tsx';
import type { TaskStatus } from '../task/task-query.ts';
import { STATUS_LOOKS } from '../task/task-words.ts';

const ORDER: readonly TaskStatus[] = [
  ...(['in_progress', 'queued', 'failed', 'stopped', 'completed', 'created'] as const),
  ...(['published', 'publishing', 'closed', 'unknown'] as const),
];

interface StatusCountsProps {
  workspace: string;
  project: string;
  counts: Partial<Record<TaskStatus, number>>;
}

/** How many tasks there are of each status; each count leads to them. */
export function StatusCounts({ workspace, project, counts }: StatusCountsProps) {
  const some = ORDER.filter((status) => (counts[status] ?? 0) > 0);
  if (some.length === 0) return <span className="faint">No tasks</span>;
  return (
    <ul className="cluster counts">
      {some.map((status) => {
        const { name, icon, look } = STATUS_LOOKS[status];
        const count = (counts[status] ?? 0).toLocaleString('en');
        return (
          <li key={status}>
            <Link
              className={`badge ${look}`}
              to="/w/$workspace/projects/$project/tasks"
              params={{ workspace, project }}
              search={{ status }}
              title={name}
            >
              <Icon name={icon} />
              {count}
              <span className="sr"> {name}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
