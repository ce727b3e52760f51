import { type ReactNode, useId } from 'react';
import { WireError } from '../../api.ts';
import { Field, FieldError, refusedField } from '../../ui/field.tsx';
import type { Draft, Provider } from './settings-rows.ts';

/** The wire's names of the fields a provider's form has, by ours. */
const NAMES = {
  bucket: ['bucket', 'container_name', 'subdir'],
  host: ['host'],
  region: ['region'],
  account: ['account_name'],
  key: ['key'],
  secret: ['secret', 'credentials_json', 'account_key'],
  token: ['token'],
} as const;
type Name = keyof typeof NAMES;

/** The form's field that a refusal is about: "aws.buckets.2.secret" is about the secret. */
function fieldOf(error: unknown): Name | undefined {
  const last = error instanceof WireError ? error.data.field?.split('.').at(-1) : undefined;
  return (Object.keys(NAMES) as Name[]).find((name) =>
    (NAMES[name] as readonly string[]).includes(last ?? ''),
  );
}

/** The wire's names that this form shows refusals of. */
export const shownFields = (error: unknown): string[] => {
  const field = error instanceof WireError ? error.data.field : undefined;
  return field && fieldOf(error) ? [field] : [];
};

const refused = (error: unknown, name: Name) =>
  fieldOf(error) === name && error instanceof WireError
    ? refusedField(error, error.data.field ?? '')
    : undefined;

interface Texts {
  name: Name;
  label: string;
  hint?: string;
  secret?: boolean;
}

const TEXTS: Record<Provider, readonly (readonly [Texts, Texts?])[]> = {
  aws: [
    [
      { name: 'bucket', label: 'Bucket', hint: 'With a folder if you like. Empty for all buckets.' },
      { name: 'host', label: 'Host (Endpoint)', hint: 'Empty for Amazon S3; http:// if it has no TLS.' },
    ],
    [
      { name: 'key', label: 'Key' },
      { name: 'secret', label: 'Secret', secret: true },
    ],
    [
      { name: 'token', label: 'Token', hint: 'Of temporary keys only.', secret: true },
      { name: 'region', label: 'Region', hint: 'Empty: found by itself.' },
    ],
  ],
  google: [
    [
      { name: 'bucket', label: 'Bucket', hint: 'With a folder if you like. Empty for all buckets.' },
      { name: 'host', label: 'Host (Endpoint)', hint: 'Empty for Google Cloud.' },
    ],
  ],
  azure: [
    [
      { name: 'account', label: 'Storage account', hint: 'Its name, before .blob.core.windows.net.' },
      { name: 'bucket', label: 'Container', hint: 'Empty for all containers of the account.' },
    ],
    [
      { name: 'secret', label: 'Account key or SAS', hint: 'A SAS must allow deleting.', secret: true },
      { name: 'host', label: 'Host (Endpoint)', hint: 'Empty for Azure itself.' },
    ],
  ],
};

interface KeyFieldsProps {
  draft: Draft;
  /** Secrets are stored already: a field left empty keeps its own. */
  stored: boolean;
  error: unknown;
  onChange: (draft: Draft) => void;
}

/** The fields of one provider's credentials. */
export function KeyFields({ draft, stored, error, onChange }: KeyFieldsProps) {
  const isSecret = ({ name, secret }: Texts) => secret || name === 'key';
  const field = (texts: Texts): ReactNode => (
    <Field
      key={texts.name}
      label={texts.label}
      hint={texts.hint}
      mono={isSecret(texts)}
      type={texts.secret ? 'password' : 'text'}
      autoComplete="off"
      spellCheck={false}
      autoCapitalize="none"
      placeholder={stored && isSecret(texts) ? 'Kept as it is' : undefined}
      value={draft[texts.name]}
      error={refused(error, texts.name)}
      onChange={(event) => onChange({ ...draft, [texts.name]: event.target.value })}
    />
  );
  return (
    <>
      {TEXTS[draft.provider].map(([first, second]) => (
        <div className="pair" key={first.name}>
          {field(first)}
          {second && field(second)}
        </div>
      ))}
      {draft.provider === 'google' && (
        <ServiceAccountField
          value={draft.secret}
          stored={stored}
          error={refused(error, 'secret')}
          onChange={(secret) => onChange({ ...draft, secret })}
        />
      )}
    </>
  );
}

interface ServiceAccountFieldProps {
  value: string;
  stored: boolean;
  error: string | undefined;
  onChange: (text: string) => void;
}

function ServiceAccountField({ value, stored, error, onChange }: ServiceAccountFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Service-account file</label>
      <textarea
        className="area mono"
        id={id}
        rows={4}
        spellCheck={false}
        placeholder={stored ? 'Kept as it is' : '{ "type": "service_account", … }'}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-hint${error ? ` ${id}-error` : ''}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <p className="hint" id={`${id}-hint`}>
        The whole JSON file that Google Cloud gives for a key.
      </p>
    </div>
  );
}
