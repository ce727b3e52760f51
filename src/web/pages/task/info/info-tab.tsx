import { isLive } from '../task-query.ts';
import type { TaskTabProps } from '../task-tab.tsx';
import { DescriptionSection } from './description-section.tsx';
import { GeneralFacts } from './general-facts.tsx';
import { RunFacts } from './run-facts.tsx';
import { RuntimeSection } from './runtime-section.tsx';
import { TimeFacts } from './time-facts.tsx';

/** Everything a task says of itself that is not the work. */
export function InfoTab({ workspace, task }: TaskTabProps) {
  return (
    <div className="info-tab">
      <div className="info-column">
        <GeneralFacts workspace={workspace} task={task} />
        <DescriptionSection workspace={workspace} task={task} />
      </div>
      <div className="info-column">
        <RunFacts workspace={workspace} task={task} />
        <TimeFacts task={task} live={isLive(task)} />
        <RuntimeSection task={task} />
      </div>
    </div>
  );
}
