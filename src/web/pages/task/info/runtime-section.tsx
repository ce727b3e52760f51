import { Fact, Facts } from '../facts.tsx';
import type { TaskDocument } from '../task-query.ts';
import { runtimeRows } from './versions.ts';

/** What the script noted of the machine it runs on and of itself. */
export function RuntimeSection({ task }: { task: TaskDocument }) {
  const rows = runtimeRows(task);
  if (rows.length === 0) return null;
  return (
    <Facts title="Runtime">
      {rows.map(([name, value]) => (
        <Fact key={name} name={name}>
          {value}
        </Fact>
      ))}
    </Facts>
  );
}
