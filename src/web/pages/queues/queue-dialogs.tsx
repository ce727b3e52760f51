import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, refusedField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { type Queue, refreshQueues, waiting } from './queue-list-query.ts';

/** What is being done about queues. */
export type QueueTask = { kind: 'make' } | { kind: 'rename' | 'delete'; queue: Queue };

interface NameDialogProps {
  workspace: string;
  queue?: Queue;
  onClose: () => void;
}

/** Makes a queue, or gives one another name. */
function NameDialog({ workspace, queue, onClose }: NameDialogProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(queue?.name ?? '');
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      if (!queue) return (await call('queues.create', { name }, { workspace })).id;
      await call('queues.update', { queue: queue.id, name }, { workspace });
      return queue.id;
    },
    onSuccess: async (id) => {
      await refreshQueues(client, workspace);
      onClose();
      await navigate({ to: '/w/$workspace/queues', params: { workspace }, search: { queue: id } });
      toast(queue ? `Now called ${name.trim()}` : `${name.trim()} created`);
    },
  });
  return (
    <FormDialog
      title={queue ? `Rename ${queue.name}` : 'New queue'}
      about={
        queue
          ? 'Agents that listen to it by its old name keep listening until they are started again.'
          : 'Tasks wait in it until an agent that listens to it takes the first.'
      }
      submit={queue ? 'Rename queue' : 'Create queue'}
      busy={isPending && (queue ? 'Renaming…' : 'Creating…')}
      error={error}
      fields={['name']}
      onClose={onClose}
      onSubmit={() => mutate()}
    >
      <Field
        label="Name"
        autoComplete="off"
        required
        maxLength={256}
        value={name}
        error={refusedField(error, 'name')}
        hint="Agents name it: clearml-agent daemon --queue NAME"
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  );
}

/** Deletes a queue, after it said what waits in it and who listens. */
function DeleteQueueDialog({ workspace, queue, onClose }: NameDialogProps & { queue: Queue }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { id, name, entries, workers } = queue;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('queues.delete', { queue: id, force: true }, { workspace }),
    onSuccess: async () => {
      await navigate({ to: '/w/$workspace/queues', params: { workspace }, replace: true });
      await refreshQueues(client, workspace);
      onClose();
      toast(`${name} deleted`);
    },
  });
  return (
    <Dialog
      title={`Delete ${name}?`}
      about="This cannot be undone."
      onClose={onClose}
      onSubmit={() => !isPending && mutate()}
      foot={
        <>
          <Button onClick={onClose}>Keep queue</Button>
          <Button type="submit" look="danger" busy={isPending && 'Deleting…'}>
            Delete queue
          </Button>
        </>
      }
    >
      <ul className="impact" aria-label="What it holds">
        <li>
          <Icon name="flask" className="faint" />
          <strong>Waiting tasks: {waiting(queue)}</strong>
          <span className="end">
            {entries.length > 0 ? 'no longer queued, nothing of them lost' : 'none'}
          </span>
        </li>
        <li>
          <Icon name="robot" className="faint" />
          <strong>Workers that listen: {workers.length}</strong>
          <span className="end">{workers.length > 0 ? 'get nothing from it any more' : 'none'}</span>
        </li>
      </ul>
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}

interface QueueDialogsProps {
  workspace: string;
  task: QueueTask;
  onClose: () => void;
}

/** The dialog of a queue that is open. */
export function QueueDialogs({ workspace, task, onClose }: QueueDialogsProps) {
  switch (task.kind) {
    case 'make':
      return <NameDialog workspace={workspace} onClose={onClose} />;
    case 'rename':
      return <NameDialog workspace={workspace} queue={task.queue} onClose={onClose} />;
    case 'delete':
      return <DeleteQueueDialog workspace={workspace} queue={task.queue} onClose={onClose} />;
  }
}
