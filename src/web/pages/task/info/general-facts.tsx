import { Link } from '@tanstack/react-router';
import { CopyButton } from '../../../ui/copy.tsx';
import { Fact, Facts, None } from '../facts.tsx';
import type { Named, TaskDocument } from '../task-query.ts';
import { typeName } from '../task-words.ts';
import { versionsOf } from './versions.ts';

function Parent({ workspace, parent }: { workspace: string; parent: Named }) {
  return (
    <Link to="/w/$workspace/tasks/$task" params={{ workspace, task: parent.id }}>
      {parent.name ?? `Task ${parent.id}`}
    </Link>
  );
}

/** What it is, whose it is, and where it belongs. */
export function GeneralFacts({ workspace, task }: { workspace: string; task: TaskDocument }) {
  const { type, user, project, parent, system_tags: marks = [] } = task;
  return (
    <Facts title="General">
      <Fact name="Type">{typeName(type)}</Fact>
      <Fact name="Made by">{user?.name ?? <None>Somebody who is no longer here</None>}</Fact>
      <Fact name="Project">
        {project ? (
          <Link to="/w/$workspace/projects/$project/tasks" params={{ workspace, project: project.id }}>
            {project.name ?? project.id}
          </Link>
        ) : (
          <None />
        )}
      </Fact>
      <Fact name="Parent task">{parent ? <Parent workspace={workspace} parent={parent} /> : <None />}</Fact>
      <Fact name="System tags">{marks.length > 0 ? marks.join(', ') : <None />}</Fact>
      {versionsOf(task).map(([name, version]) => (
        <Fact key={name} name={name}>
          {version}
        </Fact>
      ))}
      <Fact name="Id">
        <span className="copied">
          <code className="breakable">{task.id}</code>
          <CopyButton text={task.id} label="Copy the id" said="Id copied" tipLeft />
        </span>
      </Fact>
    </Facts>
  );
}
