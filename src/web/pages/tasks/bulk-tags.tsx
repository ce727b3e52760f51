import { useState } from 'react';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { counted } from '../workspace/names.ts';
import { readTags } from './bulk-actions.ts';
import { tagMany } from './bulk-calls.ts';
import { ChosenNames } from './chosen-names.tsx';
import type { TaskRow } from './columns.ts';
import { type BulkEnd, useBulk } from './use-bulk.ts';

interface BulkTagsProps extends BulkEnd {
  tasks: readonly TaskRow[];
  onClose: () => void;
}

/** Adds tags to several tasks and takes tags off them. */
export function BulkTags({ tasks, onClose, ...end }: BulkTagsProps) {
  const [typed, setTyped] = useState('');
  const [remove, setRemove] = useState<string[]>([]);
  const present = [...new Set(tasks.flatMap(({ tags = [] }) => tags))].toSorted();
  const { act, busy, error } = useBulk(end, 'tagged', () =>
    tagMany(end.workspace, tasks, { add: readTags(typed), remove }),
  );
  const toggle = (tag: string) =>
    setRemove(remove.includes(tag) ? remove.filter((one) => one !== tag) : [...remove, tag]);
  return (
    <FormDialog
      title={`Change tags of ${counted(tasks.length, 'task')}`}
      submit="Change tags"
      busy={busy && 'Changing…'}
      error={error}
      onClose={onClose}
      onSubmit={act}
    >
      <Field
        label="Add"
        autoComplete="off"
        maxLength={1000}
        value={typed}
        hint="Several are separated by commas."
        onChange={(event) => setTyped(event.target.value)}
      />
      {present.length > 0 && (
        <fieldset className="stack">
          <legend className="label">Take off</legend>
          <div className="cluster">
            {present.map((tag) => (
              <label className="choice" key={tag}>
                <input
                  className="check"
                  type="checkbox"
                  checked={remove.includes(tag)}
                  onChange={() => toggle(tag)}
                />
                {tag}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <ChosenNames tasks={tasks} chosen={tasks.length} />
    </FormDialog>
  );
}
