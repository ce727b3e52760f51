import '../task/task.css';
import './projects.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { currentUserQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { useMayWrite } from '../task/use-may-write.ts';
import { ProjectDialogs, type ProjectTask } from './project-dialogs.tsx';
import { ProjectsList } from './projects-list.tsx';
import { projectQuery } from './projects-query.ts';

function Projects({ workspace: { id, name } }: { workspace: { id: string; name: string } }) {
  const navigate = useNavigate();
  const { inside, make } = useSearch({ from: '/shell/w/$workspace/projects' });
  const mayWrite = useMayWrite(id);
  const [task, setTask] = useState<ProjectTask | null>(null);
  const above = useQuery({ ...projectQuery(id, inside ?? ''), enabled: inside !== undefined }).data;
  const asked = task ?? (make && mayWrite ? ({ kind: 'make' } as const) : null);
  const close = () => {
    setTask(null);
    const search = inside === undefined ? {} : { inside };
    if (make)
      void navigate({ to: '/w/$workspace/projects', params: { workspace: id }, search, replace: true });
  };
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Projects</h1>
          <p>What runs in {name}, grouped. A task names its project; one that is not there yet is made.</p>
        </div>
        <div className="end">
          <Link
            className="btn"
            to="/w/$workspace/projects/$project/tasks"
            params={{ workspace: id, project: '*' }}
          >
            <Icon name="flask" />
            All tasks
          </Link>
          {mayWrite && (
            <Button
              icon="plus"
              look="primary"
              onClick={() => setTask({ kind: 'make', ...(above && { project: above }) })}
            >
              New project
            </Button>
          )}
        </div>
      </div>
      <ProjectsList
        key={inside ?? ''}
        workspace={id}
        inside={above ?? undefined}
        insideId={inside}
        onTask={mayWrite ? setTask : undefined}
      />
      {asked && <ProjectDialogs workspace={id} task={asked} onClose={close} />}
    </>
  );
}

/** The projects of the workspace in the address. */
export function ProjectsPage() {
  const { workspace } = useParams({ from: '/shell/w/$workspace/projects' });
  const { data: user } = useQuery(currentUserQuery);
  const mine = user?.companies.find(({ id }) => id === workspace);
  return mine ? <Projects key={mine.id} workspace={mine} /> : <NotFoundPage />;
}
