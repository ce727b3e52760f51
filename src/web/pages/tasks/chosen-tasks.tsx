import { useState } from 'react';
import type { BulkKind } from './bulk-actions.ts';
import { BulkBar } from './bulk-bar.tsx';
import type { Refused } from './bulk-calls.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import type { TaskRow } from './columns.ts';
import { RefusedDialog } from './refused-dialog.tsx';

interface ChosenTasksProps {
  workspace: string;
  rows: readonly TaskRow[];
  chosen: ReadonlySet<string>;
  onChosen: (chosen: Set<string>) => void;
}

/** What is done to the chosen rows: the bar, its dialogs, and what was refused. */
export function ChosenTasks({ workspace, rows, chosen, onChosen }: ChosenTasksProps) {
  const [acting, setActing] = useState<{ kind: BulkKind; tasks: TaskRow[] } | null>(null);
  const [refused, setRefused] = useState<{ list: Refused[]; names: Map<string, string> } | null>(null);
  const tasks = rows.filter(({ id }) => chosen.has(id));
  const names = new Map((acting?.tasks ?? []).map(({ id, name }) => [id, name]));
  return (
    <>
      {tasks.length > 0 && (
        <BulkBar
          workspace={workspace}
          chosen={tasks}
          onAction={(kind) => setActing({ kind, tasks })}
          onClear={() => onChosen(new Set())}
        />
      )}
      {acting && (
        <BulkDialog
          workspace={workspace}
          kind={acting.kind}
          chosen={acting.tasks}
          onClose={() => setActing(null)}
          onEnd={(list) => {
            setActing(null);
            onChosen(new Set(list.map(({ id }) => id)));
            if (list.length > 0) setRefused({ list, names });
          }}
        />
      )}
      {refused && (
        <RefusedDialog
          refused={refused.list}
          nameOf={(id) => refused.names.get(id) ?? id}
          onClose={() => setRefused(null)}
        />
      )}
    </>
  );
}
