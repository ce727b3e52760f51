import { ArchiveModelDialog } from './archive-model-dialog.tsx';
import { DeleteModelDialog } from './delete-model-dialog.tsx';
import type { ModelActionKind } from './model-actions.ts';
import type { ModelDocument } from './model-query.ts';
import { PublishModelDialog } from './publish-model-dialog.tsx';

interface ModelDialogProps {
  workspace: string;
  model: ModelDocument;
  kind: ModelActionKind;
  onClose: () => void;
}

/** The dialog of an action on a model. */
export function ModelDialog({ kind, ...props }: ModelDialogProps) {
  switch (kind) {
    case 'publish':
      return <PublishModelDialog {...props} />;
    case 'archive':
    case 'unarchive':
      return <ArchiveModelDialog kind={kind} {...props} />;
    case 'delete':
      return <DeleteModelDialog {...props} />;
  }
}
