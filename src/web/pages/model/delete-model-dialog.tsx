import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call, WireError } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import type { ModelDocument } from './model-query.ts';

interface DeleteModelDialogProps {
  workspace: string;
  model: ModelDocument;
  onClose: () => void;
}

/** 400/205 and 400/206: a task takes it in, or a published task made it; goes only when it is forced. */
const NEEDS_FORCE = [205, 206];

/** Deletes a model, with what is stored of it if that is wanted. */
export function DeleteModelDialog({ workspace, model, onClose }: DeleteModelDialogProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [withObject, setWithObject] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (force: boolean) => {
      const wanted = { model: model.id, force, delete_stored_objects: withObject };
      return call('models.delete', wanted, { workspace });
    },
    onSuccess: async ({ deletion }) => {
      const params = { workspace, project: model.project?.id ?? '*' };
      await navigate({ to: '/w/$workspace/projects/$project/tasks', params, replace: true });
      client.removeQueries({ queryKey: ['model', workspace, model.id] });
      toast(deletion ? 'Model deleted; what is stored of it follows' : 'Model deleted');
    },
  });
  const force = error instanceof WireError && NEEDS_FORCE.includes(error.subcode);
  return (
    <Dialog
      title="Delete this model?"
      about="It cannot be undone. Tasks that name it no longer find it."
      onClose={onClose}
      onSubmit={() => {
        if (!isPending) mutate(force);
      }}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="danger" busy={isPending && 'Deleting…'}>
            {force ? 'Delete model all the same' : 'Delete model'}
          </Button>
        </>
      }
    >
      <strong className="breakable">{model.name}</strong>
      {model.uri && (
        <label className="choice">
          <input
            className="check"
            type="checkbox"
            checked={withObject}
            onChange={(event) => setWithObject(event.target.checked)}
          />
          <span>
            Delete what is stored, too
            <small>
              {model.uri}, if it lies in a folder of the task that made the model; in the background.
            </small>
          </span>
        </label>
      )}
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}
