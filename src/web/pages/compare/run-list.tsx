import { Link } from '@tanstack/react-router';
import { IconButton } from '../../ui/button.tsx';
import { looksOf } from '../task/scalars/curve-looks.ts';
import { CurveSwatch } from '../task/scalars/curve-swatch.tsx';
import { runNames } from '../task/scalars/drawn-curves.ts';
import { StatusBadge } from '../task/status-badge.tsx';
import type { ComparedRun } from './compare-queries.ts';

interface RunListProps {
  workspace: string;
  runs: readonly ComparedRun[];
  onRemove: (id: string) => void;
}

/** The runs that are compared, each in the colour of its curves. */
export function RunList({ workspace, runs, onRemove }: RunListProps) {
  const looks = looksOf(runs.map(({ id }) => id));
  const names = runNames(runs);
  return (
    <ul className="compare-runs" aria-label="Compared runs">
      {runs.map((run) => (
        <li key={run.id} className="compare-run">
          <CurveSwatch look={looks.get(run.id) ?? { colour: 0, line: 0 }} />
          <span className="grow">
            <Link
              className="breakable"
              to="/w/$workspace/tasks/$task/$tab"
              params={{ workspace, task: run.id, tab: 'scalars' }}
            >
              {names.get(run.id)}
            </Link>
            <span className="sub">{run.project?.name ?? 'No project'}</span>
          </span>
          <StatusBadge task={run} />
          <IconButton
            icon="x"
            label={`Take ${names.get(run.id)} out`}
            tip="Take out"
            tipLeft
            onClick={() => onRemove(run.id)}
          />
        </li>
      ))}
    </ul>
  );
}
