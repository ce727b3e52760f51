import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, WireError } from '../../api.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { type ModelDocument, refreshModel } from './model-query.ts';

interface ArchiveModelDialogProps {
  workspace: string;
  model: ModelDocument;
  kind: 'archive' | 'unarchive';
  onClose: () => void;
}

/** The wire has a method for several only: what it refuses of the one is thrown. */
async function archive(kind: 'archive' | 'unarchive', workspace: string, model: string): Promise<void> {
  const { failed } = await call(`models.${kind}_many`, { ids: [model] }, { workspace });
  const [refused] = failed;
  if (refused) throw new WireError(...refused.error.codes, refused.error.msg);
}

/** Puts a model into the archive, or takes it out. */
export function ArchiveModelDialog({ workspace, model, kind, onClose }: ArchiveModelDialogProps) {
  const client = useQueryClient();
  const into = kind === 'archive';
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => archive(kind, workspace, model.id),
    onSuccess: async () => {
      await refreshModel(client, workspace, model.id);
      onClose();
      toast(into ? 'Model archived' : 'Model taken out of the archive');
    },
  });
  return (
    <FormDialog
      title={into ? 'Archive this model?' : 'Take this model out of the archive?'}
      about={
        into ? 'It leaves the lists. Everything is kept; it can be taken out again.' : 'It is listed again.'
      }
      submit={into ? 'Archive' : 'Take out'}
      busy={isPending && 'Working…'}
      error={error}
      onClose={onClose}
      onSubmit={mutate}
    >
      <strong className="breakable">{model.name}</strong>
    </FormDialog>
  );
}
