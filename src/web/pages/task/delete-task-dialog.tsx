import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, WireError } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { counted } from '../workspace/names.ts';
import { StoredObjects } from './stored-objects.tsx';
import { isLive, type TaskDocument } from './task-query.ts';

export type DeletedTask = Pick<TaskDocument, 'id' | 'name' | 'status'>;

interface DeleteTaskDialogProps {
  workspace: string;
  /** One or several. */
  tasks: readonly DeletedTask[];
  onClose: () => void;
  /** Told the ids of those that are gone, before it closes; the others were refused. */
  onDeleted: (ids: string[]) => void;
}

interface Failure {
  id: string;
  message: string;
}

/** 400/123: it, or what hangs on it, is published or not a draft; goes only when it is forced. */
const NEEDS_FORCE = 123;

interface Outcome {
  gone: string[];
  failed: Failure[];
  deletions: number;
}

/** What was asked not to be forced: drafts and published tasks are guarded by what hangs on them. */
const guarded = ({ status }: DeletedTask) => status === 'created' || status === 'published';

async function deleteTasks(
  workspace: string,
  tasks: readonly DeletedTask[],
  options: { force: boolean; delete_stored_objects: boolean },
): Promise<Outcome> {
  const [only, ...others] = tasks;
  if (only && others.length === 0) {
    const { deletion } = await call('tasks.delete', { task: only.id, ...options }, { workspace });
    return { gone: [only.id], failed: [], deletions: deletion ? 1 : 0 };
  }
  const ids = tasks.map(({ id }) => id);
  const { succeeded, failed } = await call('tasks.delete_many', { ids, ...options }, { workspace });
  return {
    gone: succeeded.map(({ id }) => id),
    failed: failed.map(({ id, error }) => ({ id, message: error.msg })),
    deletions: succeeded.filter(({ deletion }) => deletion).length,
  };
}

/** Deletes the guarded ones unforced, all others forced; both in one go. */
async function deleteAll(
  workspace: string,
  tasks: readonly DeletedTask[],
  { forced, delete_stored_objects }: { forced: boolean; delete_stored_objects: boolean },
): Promise<Outcome> {
  const careful = forced ? [] : tasks.filter(guarded);
  const plain = tasks.filter((task) => !careful.includes(task));
  const outcomes: Outcome[] = [];
  for (const [some, force] of [
    [careful, false],
    [plain, true],
  ] as const) {
    if (some.length > 0) outcomes.push(await deleteTasks(workspace, some, { force, delete_stored_objects }));
  }
  return {
    gone: outcomes.flatMap(({ gone }) => gone),
    failed: outcomes.flatMap(({ failed }) => failed),
    deletions: outcomes.reduce((sum, { deletions }) => sum + deletions, 0),
  };
}

/** What it means for those that wait or run. */
function liveWords(tasks: readonly DeletedTask[]): string {
  const live = tasks.filter(isLive);
  if (tasks.length > 1) return `${live.length} of them wait or run: what runs already ends with an error.`;
  return live[0]?.status === 'queued'
    ? 'It waits in a queue, and leaves it.'
    : 'It is running: its script or worker ends with an error.';
}

function WhatIsLost({ tasks }: { tasks: readonly DeletedTask[] }) {
  const one = tasks.length === 1;
  const live = tasks.filter(isLive).length;
  return (
    <>
      <ul className="stack deleted-names" aria-label="Tasks to delete">
        {tasks.slice(0, 10).map(({ id, name }) => (
          <li className="breakable" key={id}>
            <strong>{name}</strong>
          </li>
        ))}
        {tasks.length > 10 && <li className="quiet">and {tasks.length - 10} more</li>}
      </ul>
      {live > 0 && (
        <Note tone="warn">
          <strong>{liveWords(tasks)}</strong>
        </Note>
      )}
      <ul className="impact">
        <li>
          <Icon name="scroll" className="faint" />
          {one ? 'Its' : 'Their'} console, scalars, plots, parameters and history
          <span className="end">gone for good</span>
        </li>
        <li>
          <Icon name="file" className="faint" />
          Draft models {one ? 'it' : 'they'} made, unless others use them
          <span className="end">gone for good</span>
        </li>
      </ul>
    </>
  );
}

/** Deletes tasks, and offers to delete what they have stored. */
export function DeleteTaskDialog({ workspace, tasks, onClose, onDeleted }: DeleteTaskDialogProps) {
  const client = useQueryClient();
  const [withObjects, setWithObjects] = useState(false);
  const [left, setLeft] = useState(tasks);
  const [failed, setFailed] = useState<Failure[]>([]);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (forced: boolean) =>
      deleteAll(workspace, left, { forced, delete_stored_objects: withObjects }),
    onSuccess: async ({ gone, failed: refused, deletions }) => {
      for (const id of gone) client.removeQueries({ queryKey: ['task', workspace, id] });
      if (gone.length > 0) {
        onDeleted(gone);
        const what = `${counted(gone.length, 'task')} deleted`;
        toast(deletions > 0 ? `${what}; stored objects follow` : what);
      }
      if (refused.length === 0) return onClose();
      setFailed(refused);
      setLeft(left.filter(({ id }) => refused.some((one) => one.id === id)));
    },
  });
  const one = tasks.length === 1;
  const force = failed.length > 0 || (error instanceof WireError && error.subcode === NEEDS_FORCE);
  const name = one ? 'task' : `${left.length} tasks`;
  return (
    <Dialog
      title={one ? 'Delete this task?' : `Delete ${counted(tasks.length, 'task')}?`}
      about="It cannot be undone. The archive keeps what is only in the way."
      onClose={onClose}
      onSubmit={() => {
        if (!isPending) mutate(force);
      }}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="danger" busy={isPending && 'Deleting…'}>
            {force ? `Delete ${name} all the same` : `Delete ${name}`}
          </Button>
        </>
      }
    >
      <WhatIsLost tasks={left} />
      <StoredObjects
        workspace={workspace}
        ids={left.map(({ id }) => id)}
        wanted={withObjects}
        onWanted={setWithObjects}
      />
      {failed.length > 0 && (
        <Note tone="bad">
          <strong>{counted(failed.length, 'task')} could not be deleted.</strong>
          <ul>
            {failed.slice(0, 5).map(({ id, message }) => (
              <li key={id}>
                {tasks.find((task) => task.id === id)?.name}: {message}
              </li>
            ))}
          </ul>
        </Note>
      )}
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}
