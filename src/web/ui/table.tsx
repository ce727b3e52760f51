import type { HTMLAttributes, ReactNode } from 'react';

/** Roles said aloud: browsers drop those of a table's elements when CSS changes their display. */
export const AS = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const;

interface FlowTableProps {
  caption: string;
  columns: readonly string[];
  /** Name of the last column, where that holds each row's buttons. */
  actions?: string;
  children: ReactNode;
}

/** A table that becomes stacked rows on narrow windows; the roles survive the change of display. */
export function FlowTable({ caption, columns, actions, children }: FlowTableProps) {
  return (
    <table className="table flow" {...AS.table}>
      <caption className="sr">{caption}</caption>
      <thead {...AS.rowgroup}>
        <tr {...AS.row}>
          {columns.map((name) => (
            <th key={name} scope="col" {...AS.columnheader}>
              {name}
            </th>
          ))}
          {actions && (
            <th scope="col" {...AS.columnheader}>
              <span className="sr">{actions}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody {...AS.rowgroup}>{children}</tbody>
    </table>
  );
}

interface CellProps {
  /** The column's name, shown beside the value in stacked rows. */
  label?: string;
  lead?: boolean;
  act?: boolean;
  children?: ReactNode;
}

interface RowProps {
  className?: string | undefined;
  /** What the row does with things dragged over it. */
  drop?: Pick<HTMLAttributes<HTMLTableRowElement>, 'onDragOver' | 'onDrop'>;
  children: ReactNode;
}

export function Row({ className, drop, children }: RowProps) {
  return (
    <tr {...AS.row} {...drop} className={className}>
      {children}
    </tr>
  );
}

export function Cell({ label, lead, act, children }: CellProps) {
  const className = lead ? 'lead' : act ? 'act' : undefined;
  return (
    <td {...AS.cell} className={className} data-label={label}>
      {children}
    </td>
  );
}
