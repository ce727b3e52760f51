import type { Place, Secret, StoreKind } from '../../../../storage/place.ts';
import { placeFrom } from '../../../../storage/place-input.ts';
import type { Entry } from '../../../storage/choose-entry.ts';
import { type Custody, custodyOf } from './entry-words.ts';

/** What a person types to add or change an entry. */
export interface KeysForm {
  kind: StoreKind;
  /** Bucket or container, with a prefix behind a slash. */
  bucket: string;
  host: string;
  /** Azure's storage account. */
  account: string;
  region: string;
  key: string;
  secret: string;
  token: string;
  custody: Custody;
}

export type FormField = 'bucket' | 'host' | 'account' | 'region' | 'key' | 'secret' | 'token';
export type FormErrors = Partial<Record<FormField, string | undefined>>;

export const EMPTY_FORM: Omit<KeysForm, 'custody'> = {
  kind: 's3',
  bucket: '',
  host: '',
  account: '',
  region: '',
  key: '',
  secret: '',
  token: '',
};

const AZURE_HOST = /\.blob\.core\.windows\.net$/;

/** A place as a person would type it. */
export function fieldsOf(place: Place): Pick<KeysForm, 'kind' | 'bucket' | 'host' | 'account' | 'region'> {
  const { kind, scheme, host, account, bucket, prefix, region, style } = place;
  const plainAzure = kind === 'azure' && AZURE_HOST.test(host);
  const path = kind === 'azure' && style === 'path' ? `/${account}` : '';
  return {
    kind,
    bucket: prefix === '' ? bucket : `${bucket}/${prefix}`,
    host: host === '' || plainAzure ? '' : `${scheme}://${host}${path}`,
    account,
    region,
  };
}

/** The form of an entry that is changed: nobody sees its secret again. */
export const formOf = (entry: Entry): KeysForm => ({
  ...EMPTY_FORM,
  ...fieldsOf(entry),
  custody: custodyOf(entry),
});

/** The place that was typed, or what is wrong with which field. */
export function placeOfForm({
  kind,
  bucket,
  host,
  region,
  account,
}: KeysForm): { place: Place } | { errors: FormErrors } {
  const read = placeFrom({ kind, bucket, host, region, account: kind === 'azure' ? account : '' });
  if ('place' in read) return read;
  const errors: FormErrors = {};
  for (const { field, message } of read.errors) errors[field] ??= message;
  // an account that is missing may be typed in either field; its own is the plainer one
  if (kind === 'azure' && host === '' && errors.host)
    return { errors: { ...errors, host: undefined, account: errors.host } };
  return { errors };
}

/** Whether no part of a secret was typed. */
export const isBlank = ({ key, secret, token }: KeysForm) => (key + secret + token).trim() === '';

/**
 * The secret that was typed, or what is wrong with which field; undefined when nothing was typed at all. An Azure text
 * with a signature in it is a SAS, else an account key; a Google key with an @ is a service account's.
 */
export function secretOfForm(form: KeysForm): { secret: Secret | undefined } | { errors: FormErrors } {
  if (isBlank(form)) return { secret: undefined };
  if (form.kind === 'azure') return azureSecret(form.secret.trim());
  const [key, secret, token] = [form.key.trim(), form.secret.trim(), form.token.trim()];
  const errors: FormErrors = {};
  if (key === '') errors.key = 'Type the key too.';
  if (secret === '') errors.secret = 'Type the secret too.';
  if (Object.keys(errors).length > 0) return { errors };
  if (form.kind === 'gcs' && key.includes('@')) return serviceAccount(key, secret);
  return { secret: { type: 'keys', key, secret, ...(token !== '' && { token }) } };
}

function azureSecret(text: string): { secret: Secret } | { errors: FormErrors } {
  const sas = text.replace(/^\?/, '');
  if (/(^|&)sig=/.test(sas)) return { secret: { type: 'sas', sas } };
  if (/^[A-Za-z0-9+/]{20,}={0,2}$/.test(text)) return { secret: { type: 'account_key', account_key: text } };
  return {
    errors: {
      secret:
        'This is neither a SAS (it has sig= in it) nor an account key (base64). Copy it again from Azure.',
    },
  };
}

function serviceAccount(
  client_email: string,
  private_key: string,
): { secret: Secret } | { errors: FormErrors } {
  if (private_key.includes('PRIVATE KEY'))
    return { secret: { type: 'service_account', client_email, private_key } };
  return { errors: { secret: 'A service account has a private key. Paste its JSON file above.' } };
}
