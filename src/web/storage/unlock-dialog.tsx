import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { PasswordField } from '../ui/field.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import type { Lock } from './passphrase.ts';
import { unlock } from './passphrase-actions.ts';
import { shownError } from './shown-error.ts';
import { KeyError } from './worker-protocol.ts';

const WRONG = 'This is not the passphrase of these entries. Small and capital letters count.';

export const isWrongPassphrase = (error: unknown): boolean =>
  error instanceof KeyError && error.trouble === 'wrong_passphrase';

interface UnlockDialogProps {
  lock: Lock;
  onClose: () => void;
  /** What was waiting for it goes on. */
  onUnlocked?: (() => void) | undefined;
  onForgot?: (() => void) | undefined;
}

/** Asks for the passphrase of *my account*; it opens the entries in this tab only. */
export function UnlockDialog({ lock, onClose, onUnlocked, onForgot }: UnlockDialogProps) {
  const [typed, setTyped] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => unlock(lock, typed),
    onSuccess: () => {
      onClose();
      onUnlocked?.();
    },
  });
  const wrong = isWrongPassphrase(error);
  return (
    <FormDialog
      title="Unlock your keys"
      about="In this tab only, until you lock them, close it, or leave it alone for 30 minutes."
      submit="Unlock"
      busy={isPending && 'Unlocking…'}
      error={wrong ? null : shownError(error)}
      onClose={onClose}
      onSubmit={() => typed !== '' && mutate()}
    >
      <PasswordField
        label="Passphrase"
        autoComplete="off"
        value={typed}
        error={wrong ? WRONG : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      {onForgot && (
        <p className="sm">
          <button type="button" className="btn-link" onClick={onForgot}>
            Forgot it?
          </button>
        </p>
      )}
    </FormDialog>
  );
}
