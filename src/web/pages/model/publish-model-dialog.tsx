import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { type ModelDocument, refreshModel } from './model-query.ts';

interface PublishModelDialogProps {
  workspace: string;
  model: ModelDocument;
  onClose: () => void;
}

/** Publishes a model, with the task that made it if that is wanted. */
export function PublishModelDialog({ workspace, model, onClose }: PublishModelDialogProps) {
  const client = useQueryClient();
  const [withTask, setWithTask] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('models.set_ready', { model: model.id, publish_task: withTask }, { workspace }),
    onSuccess: async () => {
      await refreshModel(client, workspace, model.id);
      onClose();
      toast('Model published');
    },
  });
  return (
    <FormDialog
      title={`Publish ${model.name}`}
      about="Others can rely on it from then on: it is kept when its task is reset or deleted, and cannot become a draft again."
      submit="Publish"
      busy={isPending && 'Publishing…'}
      error={error}
      onClose={onClose}
      onSubmit={mutate}
    >
      {model.task?.name && (
        <label className="choice">
          <input
            className="check"
            type="checkbox"
            checked={withTask}
            onChange={(event) => setWithTask(event.target.checked)}
          />
          <span>
            Publish the task that made it, too
            <small>{model.task.name}, if it has ended.</small>
          </span>
        </label>
      )}
    </FormDialog>
  );
}
