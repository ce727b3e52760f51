import type { Place, Secret } from '../../../storage/place.ts';
import { type FieldError, placeFrom } from '../../../storage/place-input.ts';
import { entriesOf, type ProviderSettings } from './settings-document.ts';
import type { Provider } from './settings-store.ts';

/** Credentials for the objects of one place; without a bucket they are for all buckets of the host or account. */
export type CleanupKey = Place & { secret: Secret };

const KINDS = { aws: 's3', google: 'gcs', azure: 'azure' } as const;

/** Stands for a bucket where an entry is for all buckets of its host. */
const ANY = 'any';

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** Where an entry's objects lie, or what is wrong with how it says so. */
export function placeOfEntry(
  provider: Provider,
  entry: ProviderSettings,
  region = '',
): { place: Place } | { errors: FieldError[] } {
  const bucket = textOf(entry.bucket ?? entry.container_name);
  const subdir = textOf(entry.subdir).replace(/^\/+|\/+$/g, '');
  const host = textOf(entry.host);
  const anyBucket = bucket === '' && provider !== 'azure';
  const named = anyBucket ? ANY : bucket;
  const read = placeFrom({
    kind: KINDS[provider],
    bucket: subdir === '' ? named : `${named}/${subdir}`,
    host: host === '' ? '' : `${entry.secure === false ? 'http' : 'https'}://${host}`,
    region: textOf(entry.region) || region,
    account: textOf(entry.account_name),
  });
  return 'place' in read && anyBucket ? { place: { ...read.place, bucket: '' } } : read;
}

/** Everything that settings can sign for: each bucket and container, and what is for all others. */
export function keysOf(settings: Partial<Record<Provider, ProviderSettings>>): CleanupKey[] {
  return (['aws', 'google', 'azure'] as const).flatMap((provider) => {
    const own = settings[provider];
    const region = textOf(own?.region);
    const all = [...entriesOf(provider, own), ...(own && provider !== 'azure' ? [{}] : [])];
    return all.flatMap((entry) => {
      const read = placeOfEntry(provider, entry, region);
      const secret = secretOf(entry) ?? secretOf(own ?? {});
      return 'place' in read && secret ? [{ ...read.place, secret }] : [];
    });
  });
}

function secretOf({
  key,
  secret,
  token,
  credentials_json,
  account_key,
}: ProviderSettings): Secret | undefined {
  if (typeof key === 'string' && typeof secret === 'string')
    return { type: 'keys', key, secret, ...(typeof token === 'string' && { token }) };
  if (typeof credentials_json === 'string') {
    const { client_email, private_key } = JSON.parse(credentials_json);
    return { type: 'service_account', client_email, private_key };
  }
  if (typeof account_key !== 'string') return undefined;
  return /(^|[?&])sig=/.test(account_key)
    ? { type: 'sas', sas: account_key }
    : { type: 'account_key', account_key };
}
