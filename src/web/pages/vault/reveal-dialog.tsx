import { useMutation } from '@tanstack/react-query';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote, Note } from '../../ui/note.tsx';

interface RevealDialogProps {
  personal: boolean;
  reveal: () => Promise<void>;
  onClose: () => void;
}

/** Says that revealing is written down before clear text comes to the screen. */
export function RevealDialog({ personal, reveal, onClose }: RevealDialogProps) {
  const { mutate, isPending, error } = useMutation({ mutationFn: reveal, onSuccess: onClose });
  return (
    <Dialog
      title="Reveal the secrets of this vault?"
      about="Their clear text comes into the editor and stays until you close it."
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Keep masked</Button>
          <Button look="primary" busy={isPending && 'Revealing…'} onClick={() => mutate()}>
            Reveal
          </Button>
        </>
      }
    >
      <Note icon="scroll">
        The audit log notes that you revealed {personal ? 'them' : "the workspace's secrets"}, and when. To
        change other lines you need not: what stays masked keeps its value when you save. Outside the editor
        each secret can be copied without being shown.
      </Note>
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}
