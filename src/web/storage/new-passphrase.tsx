import { NewPasswordField } from '../pages/sign-in/new-password-field.tsx';
import { PasswordField } from '../ui/field.tsx';
import { Note } from '../ui/note.tsx';
import { PASSPHRASE_LEAST } from './passphrase.ts';

export interface TypedPassphrase {
  next: string;
  again: string;
}

export const NO_PASSPHRASE: TypedPassphrase = { next: '', again: '' };

/** What is wrong with a new passphrase, by field. */
export function passphraseErrors({
  next,
  again,
}: TypedPassphrase): Partial<Record<'next' | 'again', string>> {
  const missing = PASSPHRASE_LEAST - [...next].length;
  if (missing > 0) {
    return { next: `It must have ${PASSPHRASE_LEAST} characters or more: ${missing} more.` };
  }
  return next === again ? {} : { again: 'The two differ. Type the same passphrase twice.' };
}

interface NewPassphraseProps {
  typed: TypedPassphrase;
  errors: Partial<Record<'next' | 'again', string>>;
  onChange: (typed: TypedPassphrase) => void;
}

/** Asks for a new passphrase twice, and says beforehand what a forgotten one costs. */
export function NewPassphrase({ typed, errors, onChange }: NewPassphraseProps) {
  return (
    <>
      <NewPasswordField
        label="New passphrase"
        value={typed.next}
        least={PASSPHRASE_LEAST}
        error={errors.next}
        onChange={(next) => onChange({ ...typed, next })}
      />
      <PasswordField
        label="The same passphrase again"
        value={typed.again}
        autoComplete="new-password"
        error={errors.again}
        onChange={(event) => onChange({ ...typed, again: event.target.value })}
      />
      <Note tone="warn">
        <strong>Not your account's password:</strong> this one never leaves your browsers, so the server
        cannot compare them. If you forget it, nobody can bring it back: you type the keys of these entries
        again.
      </Note>
    </>
  );
}
