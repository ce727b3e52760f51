import { ConvertDialog } from './convert-dialog.tsx';
import type { Draft } from './draft.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { RevealDialog } from './reveal-dialog.tsx';
import { SecretKeysDialog } from './secret-keys-dialog.tsx';
import type { Format } from './vault-queries.ts';

/** What someone is about to do with the text in the editor. */
export type EditorTask = 'save' | 'reveal' | 'secret-keys' | 'cancel' | { format: Format };

interface EditorDialogsProps {
  task: Exclude<EditorTask, 'save'>;
  draft: Draft;
  personal: boolean;
  reveal: () => Promise<void>;
  onDraft: (draft: Draft) => void;
  onTask: (task: EditorTask) => void;
  onDiscard: () => void;
  onClose: () => void;
}

/** The dialog of a task of the editor other than saving. */
export function EditorDialogs(props: EditorDialogsProps) {
  const { task, draft, personal, reveal, onDraft, onTask, onDiscard, onClose } = props;
  switch (task) {
    case 'cancel':
      return <LeaveDialog draft={draft} onStay={onClose} onDiscard={onDiscard} />;
    case 'reveal':
      return <RevealDialog personal={personal} reveal={reveal} onClose={onClose} />;
    case 'secret-keys':
      return (
        <SecretKeysDialog
          keys={draft.secretKeys}
          onKeys={(secretKeys) => onDraft({ ...draft, secretKeys })}
          onClose={onClose}
        />
      );
    default:
      return (
        <ConvertDialog
          draft={draft}
          to={task.format}
          onFormat={(text) => {
            onDraft({ ...draft, text, format: task.format });
            onClose();
          }}
          onReveal={() => onTask('reveal')}
          onClose={onClose}
        />
      );
  }
}
