import { useState } from 'react';
import { NewPassphrase, NO_PASSPHRASE, passphraseErrors } from '../../../storage/new-passphrase.tsx';
import { useKeys } from '../../../storage/page-keys.ts';
import type { Lock } from '../../../storage/passphrase.ts';
import { makePassphrase, unlock } from '../../../storage/passphrase-actions.ts';
import { PasswordField } from '../../../ui/field.tsx';

export type PassphraseStepState = ReturnType<typeof usePassphraseStep>;

/** The passphrase as a part of another form: typed when there is one, made when there is none yet. */
export function usePassphraseStep(lock: Lock | null, isNeeded: boolean) {
  const { unlocked } = useKeys();
  const [present, setPresent] = useState('');
  const [typed, setTyped] = useState(NO_PASSPHRASE);
  const [checked, setChecked] = useState(false);
  const mode = !isNeeded || unlocked ? undefined : lock ? ('type' as const) : ('make' as const);
  const errors = passphraseErrors(typed);
  return {
    mode,
    present,
    setPresent,
    typed,
    setTyped,
    errors: checked ? errors : {},
    missing: checked && present === '',
    /** Whether the form may go on; shows what is missing. */
    check(): boolean {
      setChecked(true);
      if (mode === 'type') return present !== '';
      return mode === undefined || Object.keys(errors).length === 0;
    },
    /** Unlocks with what was typed. @throws KeyError, WireError */
    async open(): Promise<void> {
      if (mode === 'type' && lock) await unlock(lock, present);
      if (mode === 'make') await makePassphrase(typed.next);
    },
  };
}

/** The fields of that step, if it needs any. */
export function PassphraseStep({ step, wrong }: { step: PassphraseStepState; wrong: boolean }) {
  if (step.mode === 'make') {
    return <NewPassphrase typed={step.typed} errors={step.errors} onChange={step.setTyped} />;
  }
  if (step.mode === undefined) return null;
  const error = wrong
    ? 'This is not the passphrase of your entries.'
    : step.missing
      ? 'Type the passphrase of your entries.'
      : undefined;
  return (
    <PasswordField
      label="Passphrase of your entries"
      hint="It unlocks them in this tab."
      autoComplete="off"
      value={step.present}
      error={error}
      onChange={(event) => step.setPresent(event.target.value)}
    />
  );
}
