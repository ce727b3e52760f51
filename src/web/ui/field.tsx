import { type InputHTMLAttributes, type ReactNode, useId, useState } from 'react';
import { WireError } from '../api.ts';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import { asSentence, errorText } from './note.tsx';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: ReactNode;
  hint?: ReactNode;
  /** The sentence under the field when its value was refused. */
  error?: string | undefined;
  mono?: boolean;
}

/** The sentence a refusal says about the field `name` of the request, if it is about that one. */
export function refusedField(error: unknown, name: string): string | undefined {
  if (!(error instanceof WireError) || error.data.field !== name) return undefined;
  const { rule, cure } = error.data;
  if (!rule) return Object.values(errorText(error)).join(' ');
  const what = /^\p{Lu}/u.test(rule) ? rule : `It ${rule}`;
  return [what, cure ?? ''].filter(Boolean).map(asSentence).join(' ');
}

/** The error unless it is about one of these fields, which then show it themselves. */
export function generalError(error: unknown, fields: readonly string[]): unknown {
  const field = error instanceof WireError ? error.data.field : undefined;
  return field && fields.includes(field) ? undefined : error;
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="field-error" id={id} role="alert">
      <Icon name="stop" className="i-sm" />
      <span>{children}</span>
    </p>
  );
}

/** A labelled line of text with its hint and its error. */
export function Field({ label, hint, error, mono, ...input }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        className={mono ? 'input mono' : 'input'}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        {...input}
      />
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** A password with a button to show it; `below` holds the meter of a new one. */
export function PasswordField({ label, hint, error, below, ...input }: FieldProps & { below?: ReactNode }) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="input-wrap">
        <input
          className="input"
          id={id}
          type={shown ? 'text' : 'password'}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          spellCheck={false}
          autoCapitalize="none"
          {...input}
        />
        <IconButton
          icon={shown ? 'eyeOff' : 'eye'}
          label="Show password"
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        />
      </div>
      {below}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
