import { useState } from 'react';
import { call } from '../../../api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { ErrorNote, Note } from '../../../ui/note.tsx';
import { StoredObjects } from '../stored-objects.tsx';
import { isLive, type TaskDocument } from '../task-query.ts';
import { useActing } from './use-acting.ts';

interface ResetDialogProps {
  workspace: string;
  task: TaskDocument;
  onClose: () => void;
}

/** Takes a task back to a draft; what came of its run goes, its stored objects too if that is wanted. */
export function ResetDialog({ workspace, task, onClose }: ResetDialogProps) {
  const [withObjects, setWithObjects] = useState(false);
  const { act, busy, error } = useActing({
    workspace,
    task: task.id,
    act: () => call('tasks.reset', { task: task.id, delete_stored_objects: withObjects }, { workspace }),
    said: ({ deletion }) => (deletion ? 'Task reset; its stored objects are being deleted' : 'Task reset'),
    onClose,
  });
  return (
    <Dialog
      title="Reset this task?"
      about="It becomes a draft again, with its code, parameters and configuration, to be changed and run once more."
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
      <strong className="breakable">{task.name}</strong>
      {isLive(task) && (
        <Note tone="warn">
          <strong>It is running.</strong> What runs it notices within a minute and ends.
        </Note>
      )}
      <div className="stack">
        <h3>What is lost</h3>
        <ul className="impact">
          <li>
            <Icon name="scroll" className="faint" />
            Its console, scalars, plots and debug samples
          </li>
          <li>
            <Icon name="file" className="faint" />
            Its list of artifacts, and the models it made, unless they are published or in use
          </li>
        </ul>
      </div>
      <StoredObjects workspace={workspace} ids={[task.id]} wanted={withObjects} onWanted={setWithObjects} />
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}
