import { useQuery } from '@tanstack/react-query';
import { LoadedState } from '../../../ui/states.tsx';
import { EditableText } from '../editable-text.tsx';
import type { TaskTabProps } from '../task-tab.tsx';
import { diffQuery, type Script } from './configuration-queries.ts';
import { isDiff } from './diff-lines.ts';
import { DiffView } from './diff-view.tsx';
import type { ExecutionEdits } from './edit-execution.ts';

interface DiffSectionProps extends TaskTabProps {
  script: Script;
  edits: ExecutionEdits | undefined;
}

/** What was not committed; without a repository the script itself. */
export function DiffSection({ workspace, task, script, edits }: DiffSectionProps) {
  const query = useQuery(diffQuery(workspace, task));
  const own = !script.repository;
  const title = own ? 'Script' : 'Uncommitted changes';
  return (
    <section className="section" aria-labelledby="h-diff">
      <div className="section-head">
        <h2 id="h-diff">{title}</h2>
      </div>
      <div className="panel panel-pad">
        <LoadedState query={query} what={title.toLowerCase()}>
          {(diff) => {
            const patch = isDiff(diff);
            const file = patch ? 'uncommitted.patch' : (script.entry_point?.split('/').at(-1) ?? 'script.py');
            return (
              <EditableText
                name={title}
                file={file}
                text={diff}
                empty={own ? 'No script is stored with this task.' : 'Everything was committed.'}
                onSave={edits && ((changed) => edits.script({ diff: changed }))}
              >
                {patch && <DiffView diff={diff} label={`Text of ${title}`} />}
              </EditableText>
            );
          }}
        </LoadedState>
      </div>
    </section>
  );
}
