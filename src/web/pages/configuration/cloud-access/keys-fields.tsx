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
  hostHint: string;
  key: string;
  secret: string;
}

const WORDS: Record<StoreKind, Words> = {
  s3: {
    bucket: 'Bucket, with prefix if you like',
    hostHint: 'Empty for Amazon S3',
    key: 'Key',
    secret: 'Secret',
  },
  azure: {
    bucket: 'Container, empty for the whole account',
    hostHint: 'Empty for Azure itself',
    key: '',
    secret: 'SAS or account key',
  },
  gcs: {
    bucket: 'Bucket, with prefix if you like',
    hostHint: 'Empty for Google Cloud',
    key: 'HMAC key or service account',
    secret: 'Secret or private key',
  },
};

/** Names and addresses: no browser should correct or remember them. */
const RAW = { spellCheck: false, autoCapitalize: 'none', autoComplete: 'off' } as const;

interface PartProps {
  form: KeysForm;
  errors: FormErrors;
  onField: (field: FormField, value: string) => void;
}

/** Kind of store, bucket and host. */
export function PlaceFields({
  form,
  errors,
  onField,
  onKind,
}: PartProps & { onKind: (kind: StoreKind) => void }) {
  const words = WORDS[form.kind];
  const bucket = (
    <Field
      {...RAW}
      label={words.bucket}
      value={form.bucket}
      error={errors.bucket}
      onChange={(event) => onField('bucket', event.target.value)}
    />
  );
  const host = (
    <Field
      {...RAW}
      label="Host (Endpoint)"
      placeholder={words.hostHint}
      value={form.host}
      error={errors.host}
      onChange={(event) => onField('host', event.target.value)}
    />
  );
  return (
    <>
      <Segmented legend="Kind of store" options={KINDS} value={form.kind} onChange={onKind} />
      {form.kind === 'azure' && (
        <div className="pair">
          <Field
            {...RAW}
            label="Storage account"
            value={form.account}
            error={errors.account}
            onChange={(event) => onField('account', event.target.value)}
          />
          {host}
        </div>
      )}
      {form.kind === 'azure' ? (
        bucket
      ) : (
        <div className="pair">
          {bucket}
          {host}
        </div>
      )}
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
      {...RAW}
      label={words.key}
      mono
      placeholder={kept}
      value={form.key}
      error={errors.key}
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
            {...RAW}
            label="Region"
            placeholder="Found by the test"
            value={form.region}
            error={errors.region}
            onChange={(event) => onField('region', event.target.value)}
          />
        </div>
      )}
    </>
  );
}
