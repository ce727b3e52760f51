import { call } from '../../../api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNote } from '../../../ui/note.tsx';
import { isStopping, type TaskDocument } from '../task-query.ts';
import type { ActionKind } from './task-actions.ts';
import { useActing } from './use-acting.ts';

type Kind = Extract<ActionKind, 'dequeue' | 'abort' | 'publish' | 'archive' | 'unarchive'>;

interface Words {
  title: string;
  about: string;
  button: string;
  danger?: true;
  said: string;
}

const WORDS: Record<Kind, Words> = {
  dequeue: {
    title: 'Dequeue this task?',
    about:
      'No worker takes it any more. It becomes what it was before it was queued, and can be queued again.',
    button: 'Dequeue',
    said: 'Task dequeued',
  },
  abort: {
    title: 'Abort this task?',
    about:
      'Its worker, or the script on somebody’s machine, ends it within seconds; until then it is shown as stopping. What it has reported stays.',
    button: 'Abort',
    danger: true,
    said: 'Task aborted',
  },
  publish: {
    title: 'Publish this task?',
    about:
      'It and the models it made are then fixed, so that others can rely on them: it cannot be reset or run again, only cloned. It cannot be undone.',
    button: 'Publish',
    said: 'Task published',
  },
  archive: {
    title: 'Archive this task?',
    about:
      'It leaves the lists, and its queue if it waits in one. Everything is kept; it can be taken out again.',
    button: 'Archive',
    said: 'Task archived',
  },
  unarchive: {
    title: 'Take this task out of the archive?',
    about: 'It is listed again.',
    button: 'Take out',
    said: 'Task taken out of the archive',
  },
};

function run(kind: Kind, workspace: string, task: string): Promise<unknown> {
  const here = { workspace };
  switch (kind) {
    case 'dequeue':
      return call('tasks.dequeue', { task }, here);
    case 'abort':
      return call('tasks.stop', { task }, here);
    case 'publish':
      return call('tasks.publish', { task }, here);
    case 'archive':
      return call('tasks.archive', { tasks: [task] }, here);
    case 'unarchive':
      return call('tasks.unarchive', { tasks: [task] }, here);
  }
}

interface ConfirmActionProps {
  kind: Kind;
  workspace: string;
  task: TaskDocument;
  onClose: () => void;
}

/** Says what an action means before it is done. */
export function ConfirmAction({ kind, workspace, task, onClose }: ConfirmActionProps) {
  const words = WORDS[kind];
  const { act, busy, error } = useActing({
    workspace,
    task: task.id,
    act: async () => {
      const answer = (await run(kind, workspace, task.id)) as {
        fields?: { status?: TaskDocument['status'] };
      };
      return answer.fields as Partial<Pick<TaskDocument, 'status' | 'status_message'>> | undefined;
    },
    said: (now) =>
      now?.status && isStopping({ ...now, status: now.status }) ? 'Its worker is told to end it' : words.said,
    onClose,
  });
  return (
    <Dialog
      title={words.title}
      about={words.about}
      onClose={onClose}
      onSubmit={() => {
        if (!busy) act();
      }}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look={words.danger ? 'danger' : 'primary'} busy={busy && 'Working…'}>
            {words.button}
          </Button>
        </>
      }
    >
      <strong className="breakable">{task.name}</strong>
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}
