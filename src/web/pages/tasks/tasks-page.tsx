import '../task/task.css';
import './tasks.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { currentUserQuery, preferencesQuery } from '../../queries.ts';
import { usePageName } from '../../shell/page-name.ts';
import { Icon } from '../../ui/icon.tsx';
import { LoadedState, Skeleton } from '../../ui/states.tsx';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { baseName, locationOf } from '../projects/project-path.ts';
import { type Project, projectQuery } from '../projects/projects-query.ts';
import { TasksPanel } from './tasks-panel.tsx';

const FROM = '/shell/w/$workspace/projects/$project/tasks';

interface TasksProps {
  workspace: { id: string; name: string };
  /** Undefined for all projects. */
  project?: Project;
}

function Tasks({ workspace, project }: TasksProps) {
  const title = project ? baseName(project.name) : 'All tasks';
  usePageName(title);
  // The columns remembered there: without them the table would be asked for twice.
  const { isPending } = useQuery(preferencesQuery);
  const above = project && locationOf(project.name);
  return (
    <>
      <div className="page-head tasks-head">
        <div className="grow">
          {above && (
            <p className="sm quiet task-project">
              <Icon name="folder" />
              {above}
            </p>
          )}
          <h1 className="breakable">{title}</h1>
          <p>
            {project
              ? project.description || `Tasks of this project and of those inside it.`
              : `Tasks of every project in ${workspace.name}.`}
          </p>
        </div>
        {project && (
          <div className="end">
            <Link
              className="btn"
              to="/w/$workspace/projects"
              params={{ workspace: workspace.id }}
              search={{ inside: project.id }}
            >
              <Icon name="folder" />
              Projects inside
            </Link>
          </div>
        )}
      </div>
      {isPending ? (
        <Skeleton what="tasks" />
      ) : (
        <TasksPanel workspace={workspace.id} project={project?.id ?? '*'} />
      )}
    </>
  );
}

function OfProject({ workspace, id }: { workspace: TasksProps['workspace']; id: string }) {
  const query = useQuery(projectQuery(workspace.id, id));
  return (
    <LoadedState query={query} what="this project">
      {(project) => (project ? <Tasks workspace={workspace} project={project} /> : <NotFoundPage />)}
    </LoadedState>
  );
}

/** The tasks of a project of the workspace in the address, or with `*` of all its projects. */
export function TasksPage() {
  const { workspace, project } = useParams({ from: FROM });
  const { data: user } = useQuery(currentUserQuery);
  const mine = user?.companies.find(({ id }) => id === workspace);
  if (!mine) return <NotFoundPage />;
  if (project === '*') return <Tasks key={mine.id} workspace={mine} />;
  return <OfProject key={`${mine.id} ${project}`} workspace={mine} id={project} />;
}
