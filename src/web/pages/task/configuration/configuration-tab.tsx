import '../../../media/media.css';
import { useQuery } from '@tanstack/react-query';
import { LoadedState } from '../../../ui/states.tsx';
import type { TaskTabProps } from '../task-tab.tsx';
import { executionQuery } from './configuration-queries.ts';
import { ExecutionSections } from './execution-sections.tsx';
import { ObjectsSection } from './objects-section.tsx';
import { ParamsSection } from './params-section.tsx';

/** What a task is run with: parameters, configuration, code, packages and container. */
export function ConfigurationTab({ workspace, task }: TaskTabProps) {
  const query = useQuery(executionQuery(workspace, task));
  return (
    <div className="info-column">
      <ParamsSection workspace={workspace} task={task} />
      <ObjectsSection workspace={workspace} task={task} />
      <LoadedState query={query} what="the source code">
        {(execution) => <ExecutionSections {...{ workspace, task, execution }} />}
      </LoadedState>
    </div>
  );
}
