import { Link } from '@tanstack/react-router';
import { CodeBlock } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icon.tsx';

interface NoTasksProps {
  workspace: string;
  filtered: boolean;
  archived: boolean;
}

const SCRIPT =
  'from clearml import Task\n\ntask = Task.init(project_name="examples", task_name="first run")\n';

/** What stands where no task is: how one comes about, or what to look at. */
export function NoTasks({ workspace, filtered, archived }: NoTasksProps) {
  if (filtered || archived)
    return (
      <div className="empty">
        <Icon name="flask" />
        <strong>{filtered ? 'No task matches' : 'Nothing is archived'}</strong>
        <span>
          {filtered
            ? 'Part of a name is enough; look at the filters, and whether the task is in the archive.'
            : 'Tasks that you archive leave the table and stay here until they are deleted.'}
        </span>
      </div>
    );
  return (
    <div className="empty">
      <Icon name="flask" />
      <strong>No task yet</strong>
      <span>
        A script that calls Task.init appears here as soon as it runs.{' '}
        <Link to="/w/$workspace/settings" params={{ workspace }} search={{ create: true }}>
          Create credentials
        </Link>{' '}
        first, if its machine has none.
      </span>
      <CodeBlock text={SCRIPT} label="What a script says to appear here" />
    </div>
  );
}
