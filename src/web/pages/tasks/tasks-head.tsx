import { Icon } from '../../ui/icon.tsx';
import { AS } from '../../ui/table.tsx';
import { columnName } from './column-names.ts';
import type { Column, TaskRow } from './columns.ts';

interface HeadCellProps {
  id: string;
  name: string;
  sort: string;
  onSort: (sort: string) => void;
}

function HeadCell({ id, name, sort, onSort }: HeadCellProps) {
  const up = sort === id;
  const down = sort === `-${id}`;
  return (
    <th
      scope="col"
      {...AS.columnheader}
      aria-sort={up ? 'ascending' : down ? 'descending' : undefined}
      className={id === 'name' ? 'task-head-name' : undefined}
    >
      <button type="button" className="sort-btn" onClick={() => onSort(down ? id : `-${id}`)}>
        {name}
        {(up || down) && <Icon name={up ? 'up' : 'down'} className="i-sm" />}
      </button>
    </th>
  );
}

interface TasksHeadProps {
  columns: readonly Column[];
  rows: readonly TaskRow[];
  sort: string;
  onSort: (sort: string) => void;
}

/** The head of the table; pressing a column orders by it, again the other way. */
export function TasksHead({ columns, rows, sort, onSort }: TasksHeadProps) {
  return (
    <thead {...AS.rowgroup}>
      <tr {...AS.row}>
        <HeadCell id="name" name="Name" sort={sort} onSort={onSort} />
        {columns.map((column) => (
          <HeadCell
            key={column.id}
            id={column.id}
            name={columnName(column, rows)}
            sort={sort}
            onSort={onSort}
          />
        ))}
      </tr>
    </thead>
  );
}
