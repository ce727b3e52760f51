import { useMemo, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { readDelimited, separatorOf } from './delimited.ts';
import { TextView } from './text-view.tsx';

/** Rows shown at first, and added at each press of the button. */
const STEP = 200;
/** More columns than this are left out: the page would have hundreds of thousands of cells. */
const MOST_COLUMNS = 100;

interface TableViewProps {
  text: string;
  /** False where the text is only the beginning. */
  whole: boolean;
  label: string;
}

/** Comma or tab separated text as a table whose first row names the columns. */
export function TableView({ text, whole, label }: TableViewProps) {
  const [most, setMost] = useState(STEP);
  const { rows, more } = useMemo(
    () => readDelimited(text, separatorOf(text), { most: most + 1, whole }),
    [text, most, whole],
  );
  const [head, ...body] = rows;
  if (!head) return <TextView text={text} label={label} />;
  const wide = Math.max(...rows.map(({ length }) => length));
  const columns = Array.from({ length: Math.min(wide, MOST_COLUMNS) }, (_, i) => i);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="sheet" aria-label={label} tabIndex={0}>
        <table className="table">
          <caption className="sr">{label}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="sr">Row</span>
              </th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {head[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity and never move
              <tr key={at}>
                <th scope="row">{at + 1}</th>
                {columns.map((column) => (
                  <td key={column}>{row[column]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {(more || wide > MOST_COLUMNS) && (
        <div className="cluster sm quiet">
          {more && (
            <>
              <span>{body.length} rows are shown, more follow.</span>
              <Button size="sm" onClick={() => setMost(most + STEP)}>
                Show {STEP} more
              </Button>
            </>
          )}
          {wide > MOST_COLUMNS && (
            <span>
              {MOST_COLUMNS} of {wide} columns are shown.
            </span>
          )}
        </div>
      )}
    </>
  );
}
