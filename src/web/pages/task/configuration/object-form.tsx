import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../../api.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNote } from '../../../ui/note.tsx';
import { toast } from '../../../ui/toast.tsx';
import { refreshTask, type TaskDocument } from '../task-query.ts';
import type { ConfigurationObject } from './configuration-queries.ts';

interface ObjectFormProps {
  workspace: string;
  task: TaskDocument;
  object: ConfigurationObject;
  onClose: () => void;
}

/** The text of a configuration object to be changed; it may be in any language. */
export function ObjectForm({ workspace, task, object, onClose }: ObjectFormProps) {
  const client = useQueryClient();
  const { name } = object;
  const [text, setText] = useState(object.value ?? '');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      const configuration = [{ ...object, value: text }];
      return call('tasks.edit_configuration', { task: task.id, configuration }, { workspace });
    },
    onSuccess: async () => {
      await refreshTask(client, workspace, task.id);
      onClose();
      toast(`${name} saved`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) mutate();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <textarea
        className="area mono"
        aria-label={`Text of ${name}`}
        rows={Math.min(30, Math.max(8, text.split('\n').length + 1))}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {error && <ErrorNote error={error} />}
      <div className="cluster">
        <Button type="submit" look="primary" size="sm" busy={isPending && 'Saving…'}>
          Save
        </Button>
        <Button size="sm" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
