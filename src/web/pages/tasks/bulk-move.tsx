import { useState } from 'react';
import { refusedField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ProjectNameField } from '../projects/project-name-field.tsx';
import { counted } from '../workspace/names.ts';
import { moveMany } from './bulk-calls.ts';
import { ChosenNames } from './chosen-names.tsx';
import type { TaskRow } from './columns.ts';
import { type BulkEnd, useBulk } from './use-bulk.ts';

interface BulkMoveProps extends BulkEnd {
  tasks: readonly TaskRow[];
  onClose: () => void;
}

/** Moves several tasks to another project. */
export function BulkMove({ tasks, onClose, ...end }: BulkMoveProps) {
  const [path, setPath] = useState('');
  const ids = tasks.map(({ id }) => id);
  const { act, busy, error } = useBulk(end, 'moved', () => moveMany(end.workspace, ids, path.trim()));
  return (
    <FormDialog
      title={`Move ${counted(tasks.length, 'task')}`}
      about="Their ids stay, so links and scripts that use them go on working."
      submit="Move"
      busy={busy && 'Moving…'}
      error={error}
      fields={['project_name']}
      onClose={onClose}
      onSubmit={act}
    >
      <ProjectNameField
        workspace={end.workspace}
        label="Into which project"
        hint="Empty for none. A project that is not there yet is made."
        value={path}
        error={refusedField(error, 'project_name')}
        onValue={setPath}
      />
      <ChosenNames tasks={tasks} chosen={tasks.length} />
    </FormDialog>
  );
}
