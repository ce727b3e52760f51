import { useMutation } from '@tanstack/react-query';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { ErrorNote } from '../ui/note.tsx';
import { toast } from '../ui/toast.tsx';
import { resetPassphrase } from './passphrase-actions.ts';
import { shownError } from './shown-error.ts';

interface ForgotDialogProps {
  /** Names of the entries whose keys will have to be typed again. */
  entries: string[];
  onClose: () => void;
}

/** Says what a forgotten passphrase costs, then lets go of what it locked. */
export function ForgotDialog({ entries, onClose }: ForgotDialogProps) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: resetPassphrase,
    onSuccess: (cleared) => {
      onClose();
      toast(
        cleared === 1
          ? 'Passphrase reset, 1 entry to type again'
          : `Passphrase reset, ${cleared} entries to type again`,
      );
    },
  });
  return (
    <Dialog
      title="Forgot the passphrase?"
      about="It cannot be brought back: the server never had it. Resetting it lets you choose a new one."
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Keep passphrase</Button>
          <Button look="danger" busy={isPending && 'Resetting…'} onClick={() => mutate()}>
            Reset passphrase
          </Button>
        </>
      }
    >
      <div className="stack">
        <h3>What is lost, in every browser</h3>
        <ul className="impact">
          {entries.length === 0 && <li>Nothing: no entry is locked by it.</li>}
          {entries.map((name) => (
            <li key={name}>
              <Icon name="key" className="faint" />
              <span>Keys of {name}</span>
              <span className="end">type them again</span>
            </li>
          ))}
        </ul>
      </div>
      <p className="sm quiet">
        The entries stay with their bucket, host and region. Keys in the workspace and in single browsers are
        not touched, nor is anything in your buckets.
      </p>
      {error && <ErrorNote error={shownError(error)} />}
    </Dialog>
  );
}
