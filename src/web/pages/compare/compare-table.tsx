import type { ReactNode } from 'react';
import type { CompareRow } from './compare-rows.ts';

interface CompareTableProps {
  title: string;
  /** Names of the runs. */
  runs: readonly string[];
  rows: readonly CompareRow[];
  /** Whether rows in which all runs agree are left out. */
  onlyDifferences: boolean;
  end?: ReactNode;
  /** What is said where there are no rows. */
  nothing: string;
}

/** Values of runs side by side; a row in which they differ is marked in colour and in words. */
export function CompareTable({ title, runs, rows, onlyDifferences, end, nothing }: CompareTableProps) {
  const shown = onlyDifferences ? rows.filter(({ differs }) => differs) : rows;
  const said = rows.length === 0 ? nothing : 'They are the same in all runs.';
  return (
    <section className="section" aria-label={title}>
      <div className="section-head">
        <h2>{title}</h2>
        {end && <div className="end">{end}</div>}
      </div>
      {shown.length === 0 ? (
        <p className="sm quiet">{said}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="panel compare-table" aria-label={`${title} of the runs`} tabIndex={0}>
          <table className="table">
            <caption className="sr">{title}</caption>
            <thead>
              <tr>
                <th scope="col">Name</th>
                {runs.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(({ group, name, values, differs }) => (
                <tr key={JSON.stringify([group, name])} className={differs ? 'compare-differs' : undefined}>
                  <th scope="row">
                    <span className="sub">{group}</span>
                    {name}
                    {differs && <span className="sr"> (differs)</span>}
                  </th>
                  {values.map((value, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the place of a run is all that a value has
                    <td key={at} className="breakable">
                      {value ?? <span className="faint">none</span>}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
