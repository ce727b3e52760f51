import './task.css';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { currentUserQuery } from '../../queries.ts';
import { usePageName } from '../../shell/page-name.ts';
import { ErrorNote } from '../../ui/note.tsx';
import { LoadedState, Skeleton } from '../../ui/states.tsx';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { TaskHead } from './task-head.tsx';
import { type TaskDocument, taskQuery } from './task-query.ts';
import { TASK_TABS, type TaskTab } from './task-tab.tsx';

function TabLinks({ workspace, task }: { workspace: string; task: string }) {
  return (
    <nav className="tabs tab-links" aria-label="Parts of this task">
      {TASK_TABS.map(({ path, title }) => (
        <Link
          key={path}
          className="tab"
          to="/w/$workspace/tasks/$task/$tab"
          params={{ workspace, task, tab: path }}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}

function OneTask({ workspace, task, tab }: { workspace: string; task: TaskDocument; tab: TaskTab }) {
  const { Content, title } = tab;
  usePageName(task.name);
  return (
    <>
      <TaskHead workspace={workspace} task={task} />
      <TabLinks workspace={workspace} task={task.id} />
      <div className="task-tab">
        <Suspense fallback={<Skeleton what={title} />}>
          <Content workspace={workspace} task={task} />
        </Suspense>
      </div>
    </>
  );
}

/** A task of the workspace in the address, one of its tabs; someone else's is as unknown as none. */
export function TaskPage() {
  const { workspace, task, tab: path } = useParams({ from: '/shell/w/$workspace/tasks/$task/$tab' });
  const { data: user } = useQuery(currentUserQuery);
  const mine = user?.companies.some(({ id }) => id === workspace) ?? false;
  const query = useQuery({ ...taskQuery(workspace, task), enabled: mine });
  const tab = TASK_TABS.find((one) => one.path === path);
  if (!mine) return <NotFoundPage />;
  if (!tab) return <TaskStart workspace={workspace} task={task} />;
  return (
    <LoadedState query={query} what="this task">
      {(found) =>
        found ? (
          <>
            {query.error && <ErrorNote error={query.error} onRetry={query.refetch} />}
            <OneTask key={found.id} workspace={workspace} task={found} tab={tab} />
          </>
        ) : (
          <NotFoundPage />
        )
      }
    </LoadedState>
  );
}

function TaskStart({ workspace, task }: { workspace: string; task: string }) {
  const params = { workspace, task, tab: TASK_TABS[0].path };
  return <Navigate to="/w/$workspace/tasks/$task/$tab" params={params} replace />;
}

/** The address of a task without a tab leads to its first one. */
export function TaskStartPage() {
  const { workspace, task } = useParams({ from: '/shell/w/$workspace/tasks/$task' });
  return <TaskStart workspace={workspace} task={task} />;
}
