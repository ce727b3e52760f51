import type { StoreKind } from '../../../../storage/place.ts';
import { Field, PasswordField } from '../../../ui/field.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import type { FormErrors, FormField, KeysForm } from './keys-form.ts';

const KINDS: readonly { value: StoreKind; name: string }[] = [
  { value: 's3', name: 'S3 or compatible' },
  { value: 'azure', name: 'Azure' },
  { value: 'gcs', name: 'Google Cloud' },
];

interface Words {
  bucket: string;
  host: string;
  hostHint: string;
  key: string;
  secret: string;
}

const WORDS: Record<StoreKind, Words> = {
  s3: {
    bucket: 'Bucket, with prefix if you like',
    host: 'Host (Endpoint)',
    hostHint: 'Empty for Amazon S3',
    key: 'Key',
    secret: 'Secret',
  },
  azure: {
    bucket: 'Container, empty for the whole account',
    host: 'Storage account or its host',
    hostHint: 'account.blob.core.windows.net',
    key: '',
    secret: 'SAS or account key',
  },
  gcs: {
    bucket: 'Bucket, with prefix if you like',
    host: 'Host (Endpoint)',
    hostHint: 'Empty for Google Cloud',
    key: 'HMAC key or service account',
    secret: 'Secret or private key',
  },
};

interface PartProps {
  form: KeysForm;
  errors: FormErrors;
  onField: (field: FormField, value: string) => void;
}

/** Bucket, host and region of one kind of store. */
export function PlaceFields({
  form,
  errors,
  onField,
  onKind,
}: PartProps & { onKind: (kind: StoreKind) => void }) {
  const words = WORDS[form.kind];
  return (
    <>
      <Segmented legend="Kind of store" options={KINDS} value={form.kind} onChange={onKind} />
      <div className="pair">
        <Field
          label={words.bucket}
          value={form.bucket}
          error={errors.bucket}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          onChange={(event) => onField('bucket', event.target.value)}
        />
        <Field
          label={words.host}
          placeholder={words.hostHint}
          value={form.host}
          error={errors.host}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          onChange={(event) => onField('host', event.target.value)}
        />
      </div>
    </>
  );
}

interface SecretFieldsProps extends PartProps {
  /** The entry has a secret, which stays when nothing is typed. */
  isKept: boolean;
}

/** Key, secret and token; empty ones keep what the entry has. */
export function SecretFields({ form, errors, onField, isKept }: SecretFieldsProps) {
  const { kind } = form;
  const words = WORDS[kind];
  const kept = isKept ? 'Empty: stays as it is' : undefined;
  const key = kind !== 'azure' && (
    <Field
      label={words.key}
      mono
      placeholder={kept}
      value={form.key}
      error={errors.key}
      spellCheck={false}
      autoCapitalize="none"
      autoComplete="off"
      onChange={(event) => onField('key', event.target.value)}
    />
  );
  const secret = (
    <PasswordField
      label={words.secret}
      placeholder={kept}
      value={form.secret}
      error={errors.secret}
      autoComplete="off"
      onChange={(event) => onField('secret', event.target.value)}
    />
  );
  return (
    <>
      {key ? (
        <div className="pair">
          {key}
          {secret}
        </div>
      ) : (
        secret
      )}
      {kind === 's3' && (
        <div className="pair">
          <PasswordField
            label={
              <>
                Token <span className="faint">(temporary keys only)</span>
              </>
            }
            value={form.token}
            error={errors.token}
            autoComplete="off"
            onChange={(event) => onField('token', event.target.value)}
          />
          <Field
            label="Region"
            placeholder="Found by the test"
            value={form.region}
            error={errors.region}
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            onChange={(event) => onField('region', event.target.value)}
          />
        </div>
      )}
    </>
  );
}
