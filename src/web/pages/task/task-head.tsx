import { lazy, Suspense, useState } from 'react';
import { IdBadge } from '../../ui/copy.tsx';
import { useNow, When } from '../../ui/when.tsx';
import { ActionBar } from './actions/action-bar.tsx';
import { type ActionKind, actionsOf, firstAction } from './actions/task-actions.ts';
import { ProjectLink } from './project-link.tsx';
import { StatusBadge } from './status-badge.tsx';
import { isLive, type TaskDocument } from './task-query.ts';
import { durationText, secondsBetween, typeName } from './task-words.ts';
import { useMayWrite } from './use-may-write.ts';

const ActionDialog = lazy(async () => ({
  default: (await import('./actions/action-dialog.tsx')).ActionDialog,
}));

const SECOND_MS = 1_000;

/** When it started, how long it ran, and how far it came. */
function Progress({ task }: { task: TaskDocument }) {
  const now = useNow(isLive(task) ? SECOND_MS : undefined);
  const { started, completed, last_iteration: iteration } = task;
  const seconds = secondsBetween(started, isLive(task) ? now : completed);
  return (
    <p className="task-facts">
      {started ? (
        <span>
          Started <When time={started} />
        </span>
      ) : (
        <span>Not started</span>
      )}
      {completed && !isLive(task) && (
        <span>
          Ended <When time={completed} />
        </span>
      )}
      {seconds !== undefined && (
        <span>
          {isLive(task) ? 'Runs for' : 'Ran for'} {durationText(seconds)}
        </span>
      )}
      {Boolean(iteration) && <span>Iteration {iteration?.toLocaleString('en')}</span>}
    </p>
  );
}

/** What a task is, above its tabs, with what can be done to it. */
export function TaskHead({ workspace, task }: { workspace: string; task: TaskDocument }) {
  const mayWrite = useMayWrite(workspace);
  const [open, setOpen] = useState<ActionKind>();
  const { project, tags = [], system_tags: marks = [] } = task;
  return (
    <>
      <div className="page-head wide task-head">
        <div className="grow">
          {project && <ProjectLink workspace={workspace} project={project} />}
          <h1 className="breakable">{task.name}</h1>
          <div className="cluster">
            <StatusBadge task={task} />
            <span className="badge">{typeName(task.type)}</span>
            {marks.includes('archived') && <span className="badge">Archived</span>}
            {tags.map((tag) => (
              <span className="tag" key={tag}>
                {tag}
              </span>
            ))}
            <IdBadge id={task.id} what="the id of this task" />
          </div>
          <Progress task={task} />
        </div>
        {mayWrite && <ActionBar first={firstAction(task)} actions={actionsOf(task)} onChoose={setOpen} />}
      </div>
      <Suspense>
        {open && <ActionDialog {...{ workspace, task }} kind={open} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </>
  );
}
