import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { PasswordField } from '../ui/field.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { toast } from '../ui/toast.tsx';
import { NewPassphrase, NO_PASSPHRASE, passphraseErrors } from './new-passphrase.tsx';
import type { Lock } from './passphrase.ts';
import { changePassphrase } from './passphrase-actions.ts';
import { shownError } from './shown-error.ts';
import { isWrongPassphrase } from './unlock-dialog.tsx';

/** Another passphrase for the same entries, in every browser at once. */
export function ChangePassphraseDialog({ lock, onClose }: { lock: Lock; onClose: () => void }) {
  const [old, setOld] = useState('');
  const [typed, setTyped] = useState(NO_PASSPHRASE);
  const [checked, setChecked] = useState(false);
  const errors = checked ? passphraseErrors(typed) : {};
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => changePassphrase(lock, old, typed.next),
    onSuccess: () => {
      onClose();
      toast('Passphrase changed');
    },
  });
  const wrong = isWrongPassphrase(error);
  return (
    <FormDialog
      title="Change passphrase"
      about="The entries stay as they are; only what opens them changes, in every browser."
      submit="Change passphrase"
      busy={isPending && 'Changing…'}
      error={wrong ? null : shownError(error)}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true);
        if (old !== '' && Object.keys(passphraseErrors(typed)).length === 0) mutate();
      }}
    >
      <PasswordField
        label="Present passphrase"
        autoComplete="off"
        value={old}
        error={wrong ? 'This is not the present passphrase.' : undefined}
        onChange={(event) => setOld(event.target.value)}
      />
      <NewPassphrase typed={typed} errors={errors} onChange={setTyped} />
    </FormDialog>
  );
}
