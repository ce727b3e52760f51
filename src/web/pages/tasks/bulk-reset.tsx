import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { StoredObjects } from '../task/stored-objects.tsx';
import { counted } from '../workspace/names.ts';
import { resetMany } from './bulk-calls.ts';
import { ChosenNames } from './chosen-names.tsx';
import type { TaskRow } from './columns.ts';
import { type BulkEnd, useBulk } from './use-bulk.ts';

interface BulkResetProps extends BulkEnd {
  tasks: readonly TaskRow[];
  chosen: number;
  onClose: () => void;
}

/** Takes several tasks back to drafts; what came of their runs goes. */
export function BulkReset({ tasks, chosen, onClose, ...end }: BulkResetProps) {
  const [withObjects, setWithObjects] = useState(false);
  const ids = tasks.map(({ id }) => id);
  const { act, busy, error } = useBulk(end, 'reset', () => resetMany(end.workspace, ids, withObjects));
  return (
    <Dialog
      title={`Reset ${counted(tasks.length, 'task')}?`}
      about="They become drafts again, with their code, parameters and configuration."
      onClose={onClose}
      onSubmit={() => {
        if (!busy) act();
      }}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="danger" busy={busy && 'Resetting…'}>
            Reset
          </Button>
        </>
      }
    >
      <ChosenNames tasks={tasks} chosen={chosen} />
      <ul className="impact" aria-label="What is lost">
        <li>
          <Icon name="scroll" className="faint" />
          Their console, scalars, plots and debug samples
          <span className="end">gone for good</span>
        </li>
        <li>
          <Icon name="file" className="faint" />
          Their artifacts’ list, and models they made that nobody uses
          <span className="end">gone for good</span>
        </li>
      </ul>
      <StoredObjects workspace={end.workspace} ids={ids} wanted={withObjects} onWanted={setWithObjects} />
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}
