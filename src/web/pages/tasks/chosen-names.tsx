import { counted } from '../workspace/names.ts';
import type { TaskRow } from './columns.ts';

const MOST = 8;

interface ChosenNamesProps {
  tasks: readonly TaskRow[];
  /** How many were chosen, of which only some fit. */
  chosen: number;
}

/** The tasks that something will be done to, and that others are left alone. */
export function ChosenNames({ tasks, chosen }: ChosenNamesProps) {
  const others = chosen - tasks.length;
  return (
    <>
      <ul className="sm" aria-label="Tasks">
        {tasks.slice(0, MOST).map(({ id, name }) => (
          <li className="breakable" key={id}>
            <strong>{name}</strong>
          </li>
        ))}
        {tasks.length > MOST && <li className="quiet">and {tasks.length - MOST} more</li>}
      </ul>
      {others > 0 && (
        <p className="sm quiet">
          {counted(others, 'task')} that you chose {others === 1 ? 'is' : 'are'} left alone: the status does
          not allow it.
        </p>
      )}
    </>
  );
}
