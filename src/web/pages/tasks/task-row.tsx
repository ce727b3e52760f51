import { Link } from '@tanstack/react-router';
import { Cell, Row } from '../../ui/table.tsx';
import { CellValue } from './cell-value.tsx';
import { columnName } from './column-names.ts';
import type { Column, TaskRow as Task } from './columns.ts';

interface TaskRowProps {
  workspace: string;
  /** The project whose table this is; tasks of others say theirs. */
  project: string;
  task: Task;
  columns: readonly Column[];
  chosen: boolean;
  /** `range` reaches from the row chosen last to this one. */
  onChoose: ((id: string, range: boolean) => void) | undefined;
}

/** One task with the columns that are chosen. */
export function TaskRow({ workspace, project, task, columns, chosen, onChoose }: TaskRowProps) {
  const { id, name } = task;
  const elsewhere = project !== '*' && task.project && task.project.id !== project;
  return (
    <Row className={chosen ? 'is-on' : undefined}>
      <Cell lead>
        <div className="task-lead">
          {onChoose && (
            <input
              className="check"
              type="checkbox"
              aria-label={`Choose ${name}`}
              checked={chosen}
              onChange={(event) =>
                onChoose(id, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)
              }
            />
          )}
          <div className="task-name">
            <Link
              className="task-link"
              to="/w/$workspace/tasks/$task"
              params={{ workspace, task: id }}
              title={name}
            >
              {name}
            </Link>
            {elsewhere && <span className="sub">{task.project?.name}</span>}
          </div>
        </div>
      </Cell>
      {columns.map((column) => (
        <Cell key={column.id} label={columnName(column, [task])}>
          <CellValue workspace={workspace} column={column} task={task} />
        </Cell>
      ))}
    </Row>
  );
}
