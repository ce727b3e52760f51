import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { counted } from '../workspace/names.ts';
import { changedLines } from './changed-lines.ts';
import type { Draft } from './draft.ts';

interface LeaveDialogProps {
  draft: Draft;
  onStay: () => void;
  onDiscard: () => void;
}

/** Asks before a changed text is lost, and says how much. */
export function LeaveDialog({ draft, onStay, onDiscard }: LeaveDialogProps) {
  const { changed } = changedLines(draft.base.text, draft.text);
  const what = changed > 0 ? counted(changed, 'changed line') : 'the change';
  return (
    <Dialog
      title="Your text is not saved"
      about="Atrium keeps no drafts, since they may hold secrets: what you discard is gone."
      onClose={onStay}
      foot={
        <>
          <Button look="danger" onClick={onDiscard}>
            Discard {what}
          </Button>
          <Button look="primary" data-first onClick={onStay}>
            Keep editing
          </Button>
        </>
      }
    />
  );
}
