import type { ReactNode } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { AS } from '../../ui/table.tsx';
import { columnName } from './column-names.ts';
import type { Column, TaskRow } from './columns.ts';

interface HeadCellProps {
  /** Stands before the name. */
  before?: ReactNode;
  id: string;
  name: string;
  sort: string;
  onSort: (sort: string) => void;
}

function HeadCell({ before, id, name, sort, onSort }: HeadCellProps) {
  const up = sort === id;
  const down = sort === `-${id}`;
  return (
    <th scope="col" {...AS.columnheader} aria-sort={up ? 'ascending' : down ? 'descending' : undefined}>
      <span className="head-lead">
        {before}
        <button type="button" className="sort-btn" onClick={() => onSort(down ? id : `-${id}`)}>
          {name}
          {(up || down) && <Icon name={up ? 'up' : 'down'} className="i-sm" />}
        </button>
      </span>
    </th>
  );
}

interface TasksHeadProps {
  columns: readonly Column[];
  rows: readonly TaskRow[];
  sort: string;
  onSort: (sort: string) => void;
  /** Whether all rows are chosen; absent for those who may only look. */
  all: boolean | undefined;
  onAll: () => void;
}

/** The head of the table; pressing a column orders by it, again the other way. */
export function TasksHead({ columns, rows, sort, onSort, all, onAll }: TasksHeadProps) {
  const choose = all !== undefined && (
    <input className="check" type="checkbox" aria-label="Choose all shown" checked={all} onChange={onAll} />
  );
  return (
    <thead {...AS.rowgroup}>
      <tr {...AS.row}>
        <HeadCell before={choose} id="name" name="Name" sort={sort} onSort={onSort} />
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
