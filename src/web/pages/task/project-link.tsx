import { Link } from '@tanstack/react-router';
import { Icon } from '../../ui/icon.tsx';
import type { Named } from './task-query.ts';

/** The project of a task or model, above its name; leads to the project's tasks. */
export function ProjectLink({ workspace, project }: { workspace: string; project: Named }) {
  return (
    <p className="sm quiet task-project">
      <Icon name="folder" />
      <Link to="/w/$workspace/projects/$project/tasks" params={{ workspace, project: project.id }}>
        {project.name ?? project.id}
      </Link>
    </p>
  );
}
