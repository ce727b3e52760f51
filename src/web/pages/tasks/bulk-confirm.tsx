import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { counted } from '../workspace/names.ts';
import { actPlainly, type PlainKind } from './bulk-calls.ts';
import { ChosenNames } from './chosen-names.tsx';
import type { TaskRow } from './columns.ts';
import { type BulkEnd, useBulk } from './use-bulk.ts';

const WORDS: Record<PlainKind, { verb: string; busy: string; said: string; about: string; danger?: true }> = {
  abort: {
    verb: 'Abort',
    busy: 'Aborting…',
    said: 'told to end',
    about:
      'Their workers, or the scripts on somebody’s machine, end them within seconds. What they have reported stays.',
    danger: true,
  },
  archive: {
    verb: 'Archive',
    busy: 'Archiving…',
    said: 'archived',
    about:
      'They leave this table, and their queues. Everything is kept; they can be taken out of the archive again.',
  },
  unarchive: {
    verb: 'Take out',
    busy: 'Taking out…',
    said: 'taken out of the archive',
    about: 'They stand in the table of active tasks again.',
  },
  dequeue: {
    verb: 'Dequeue',
    busy: 'Dequeueing…',
    said: 'dequeued',
    about: 'No worker takes them any more. They become what they were before.',
  },
  publish: {
    verb: 'Publish',
    busy: 'Publishing…',
    said: 'published',
    about:
      'They and the models they made are then fixed: they cannot be reset or run again, only cloned. It cannot be undone.',
  },
};

interface BulkConfirmProps extends BulkEnd {
  kind: PlainKind;
  tasks: readonly TaskRow[];
  /** How many were chosen, of which only some fit. */
  chosen: number;
  onClose: () => void;
}

/** Says what an action means for several tasks before it is done. */
export function BulkConfirm({ kind, tasks, chosen, onClose, ...end }: BulkConfirmProps) {
  const { verb, busy: working, said, about, danger } = WORDS[kind];
  const ids = tasks.map(({ id }) => id);
  const { act, busy, error } = useBulk(end, said, () => actPlainly(end.workspace, kind, ids));
  return (
    <Dialog
      title={`${verb} ${counted(tasks.length, 'task')}?`}
      about={about}
      onClose={onClose}
      onSubmit={() => {
        if (!busy) act();
      }}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look={danger ? 'danger' : 'primary'} busy={busy && working}>
            {verb}
          </Button>
        </>
      }
    >
      <ChosenNames tasks={tasks} chosen={chosen} />
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}
