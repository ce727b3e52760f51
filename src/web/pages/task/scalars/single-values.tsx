import { useQuery } from '@tanstack/react-query';
import type { Run } from './curve.ts';
import { runNames } from './drawn-curves.ts';
import { numberText } from './number-text.ts';
import { type SingleValue, singleValuesQuery } from './scalar-queries.ts';

interface SingleValuesProps {
  workspace: string;
  runs: readonly Run[];
  /** Another text when there are other values. */
  state: string;
}

const nameOf = ({ metric, variant }: SingleValue) =>
  metric === 'Summary' ? variant : `${metric} / ${variant}`;

/** Values that were reported once, without an iteration: a row for each, a column for each run. */
export function SingleValues({ workspace, runs, state }: SingleValuesProps) {
  const { data } = useQuery(singleValuesQuery(workspace, runs, state));
  if (!data) return null;
  const rows = new Map<string, Map<string, number | null>>();
  for (const [id, values] of data)
    for (const value of values)
      rows.set(nameOf(value), (rows.get(nameOf(value)) ?? new Map()).set(id, value.value));
  if (rows.size === 0) return null;
  const names = runNames(runs);
  const shown = (value: number | null | undefined) =>
    value === undefined ? '' : value === null ? 'no number' : numberText(value);
  return (
    <section className="panel curve-singles" aria-label="Single values">
      <table className="table">
        <caption className="sr">Single values</caption>
        <thead>
          <tr>
            <th scope="col">Single value</th>
            {runs.map(({ id }) => (
              <th key={id} scope="col">
                {runs.length === 1 ? 'Value' : names.get(id)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...rows].map(([name, values]) => (
            <tr key={name}>
              <td className="breakable">{name}</td>
              {runs.map(({ id }) => (
                <td key={id}>{shown(values.get(id))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
