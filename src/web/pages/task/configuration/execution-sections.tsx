import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import type { TaskTabProps } from '../task-tab.tsx';
import type { Execution } from './configuration-queries.ts';
import { DiffSection } from './diff-section.tsx';
import { useExecutionEdits } from './edit-execution.ts';
import { ContainerDialog, SourceDialog } from './execution-dialogs.tsx';
import { PackagesSection } from './packages-section.tsx';
import { ContainerSection, SourceSection } from './source-section.tsx';

/** Code, container, changes and packages; all of them can be changed while the task is a draft. */
export function ExecutionSections({ workspace, task, execution }: TaskTabProps & { execution: Execution }) {
  const { script = {}, container = {} } = execution;
  const edits = useExecutionEdits(workspace, task);
  const [open, setOpen] = useState<'source' | 'container'>();
  const close = () => setOpen(undefined);
  const change = (what: 'source' | 'container') =>
    edits && (
      <Button size="sm" icon="pencil" aria-label={`Change the ${what}`} onClick={() => setOpen(what)}>
        Change
      </Button>
    );
  return (
    <>
      <div className="info-tab">
        <SourceSection script={script} end={change('source')} />
        <ContainerSection container={container} end={change('container')} />
      </div>
      <DiffSection {...{ workspace, task, script, edits }} />
      <PackagesSection script={script} edits={edits} />
      {edits && open === 'source' && <SourceDialog {...{ script, edits }} onClose={close} />}
      {edits && open === 'container' && <ContainerDialog {...{ container, edits }} onClose={close} />}
    </>
  );
}
