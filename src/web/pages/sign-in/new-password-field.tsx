import { PasswordField } from '../../ui/field.tsx';
import { strength } from './strength.ts';

interface NewPasswordFieldProps {
  label: string;
  value: string;
  least: number;
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** A new password with a meter of how well it withstands guessing. */
export function NewPasswordField({ label, value, least, error, onChange }: NewPasswordFieldProps) {
  const { bars, word } = strength(value, least);
  const meter = (
    <div className="meter" aria-hidden="true">
      {[1, 2, 3, 4].map((bar) => (
        <i key={bar} className={bar <= bars ? 'on' : undefined} />
      ))}
    </div>
  );
  return (
    <PasswordField
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      autoComplete="new-password"
      required
      error={error}
      hint={word}
      below={meter}
    />
  );
}
