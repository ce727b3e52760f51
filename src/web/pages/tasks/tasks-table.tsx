import { type KeyboardEvent, useRef } from 'react';
import { AS } from '../../ui/table.tsx';
import type { Column, TaskRow as Task } from './columns.ts';
import { TaskRow } from './task-row.tsx';
import { TasksHead } from './tasks-head.tsx';

interface TasksTableProps {
  workspace: string;
  project: string;
  columns: readonly Column[];
  rows: readonly Task[];
  sort: string;
  chosen: ReadonlySet<string>;
  onSort: (sort: string) => void;
  /** Absent for those who may only look. */
  onChosen: ((chosen: Set<string>) => void) | undefined;
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** Arrow keys go from row to row, "x" chooses the one with the focus. */
function moveInRows(event: KeyboardEvent<HTMLElement>): void {
  const target = event.target as HTMLElement;
  const kind = target.matches('.task-link') ? '.task-link' : target.matches('.check') ? '.check' : undefined;
  if (!kind || event.ctrlKey || event.metaKey || event.altKey) return;
  const row = target.closest('tr');
  if (event.key === 'x') {
    event.preventDefault();
    row?.querySelector<HTMLInputElement>('.check')?.click();
    return;
  }
  const step = STEPS[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const next = step > 0 ? row?.nextElementSibling : row?.previousElementSibling;
  next?.querySelector<HTMLElement>(kind)?.focus();
}

/** The rows between two ids, both with it. */
function between(rows: readonly Task[], from: string, to: string): string[] {
  const [a, b] = [rows.findIndex(({ id }) => id === from), rows.findIndex(({ id }) => id === to)];
  return a < 0 ? [to] : rows.slice(Math.min(a, b), Math.max(a, b) + 1).map(({ id }) => id);
}

/** Tasks with the columns that are chosen; stacked rows on narrow windows. */
export function TasksTable(props: TasksTableProps) {
  const { workspace, project, columns, rows, sort, chosen, onSort, onChosen } = props;
  const last = useRef('');
  const all = rows.every(({ id }) => chosen.has(id));
  const choose = (id: string, range: boolean) => {
    const next = new Set(chosen);
    const on = !next.has(id);
    for (const one of range ? between(rows, last.current, id) : [id]) {
      if (on) next.add(one);
      else next.delete(one);
    }
    last.current = id;
    onChosen?.(next);
  };
  return (
    <div className="table-scroll">
      <table className="table flow tasks-table" {...AS.table}>
        <caption className="sr">Tasks</caption>
        <TasksHead
          columns={columns}
          rows={rows}
          sort={sort}
          onSort={onSort}
          all={onChosen && all}
          onAll={() => onChosen?.(new Set(all ? [] : rows.map(({ id }) => id)))}
        />
        <tbody {...AS.rowgroup} onKeyDown={moveInRows}>
          {rows.map((task) => (
            <TaskRow
              key={task.id}
              workspace={workspace}
              project={project}
              task={task}
              columns={columns}
              chosen={chosen.has(task.id)}
              onChoose={onChosen && choose}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
