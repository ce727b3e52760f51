import { invalidField } from '../../http/errors.ts';
import { placeOfEntry } from './cleanup-keys.ts';
import { entriesOf, listNameOf, type ProviderSettings, placeOf } from './settings-document.ts';
import type { Provider } from './settings-store.ts';

/**
 * Refuses settings that could delete nothing, or that would show a key to a host it was not given for.
 * @throws WireError 400/12, or 400/801 for an Azure container without name or key and for the same place twice
 */
export function checkSettings(provider: Provider, settings: ProviderSettings): void {
  if (provider !== 'azure') checkOwner(provider, settings, provider);
  const seen = new Set<string>();
  for (const [at, entry] of entriesOf(provider, settings).entries()) {
    const path = `${provider}.${listNameOf(provider)}.${at}`;
    CHECKS[provider](entry, path, settings);
    checkPlace(provider, entry, path);
    const place = placeOf(entry);
    if (seen.has(place))
      throw invalidField(path, 'is the same place as another one', 'Leave one out.', 'expected_unique_data');
    seen.add(place);
  }
}

const CHECKS: Record<Provider, (entry: ProviderSettings, path: string, settings: ProviderSettings) => void> =
  {
    aws(entry, path, settings) {
      if (!entry.bucket && !entry.host) throw invalidField(`${path}.bucket`, 'is required without a host');
      checkPair(entry, path);
      if (!entry.key) requireDefault(entry, path, 'key', settings.key !== undefined);
    },
    google(entry, path, settings) {
      if (!entry.bucket) throw invalidField(`${path}.bucket`, 'is required');
      checkServiceAccount(entry, path);
      if (!entry.credentials_json)
        requireDefault(entry, path, 'credentials_json', settings.credentials_json !== undefined);
    },
    azure(entry, path) {
      for (const name of ['account_name', 'account_key'])
        if (!entry[name])
          throw invalidField(`${path}.${name}`, 'is required', undefined, 'expected_unique_data');
    },
  };

function checkOwner(provider: Provider, settings: ProviderSettings, path: string): void {
  if (provider === 'aws') checkPair(settings, path);
  else checkServiceAccount(settings, path);
}

/** An entry without a key of its own takes the provider's, which is never shown to another host. */
function requireDefault(entry: ProviderSettings, path: string, field: string, hasDefault: boolean): void {
  if (entry.host)
    throw invalidField(`${path}.${field}`, 'is required with a host', 'Give the key for that host.');
  if (!hasDefault)
    throw invalidField(`${path}.${field}`, 'is required', 'Give it here, or one for all buckets.');
}

function checkPair({ key, secret, token }: ProviderSettings, path: string): void {
  if (key && !secret) throw invalidField(`${path}.secret`, 'is required with a key');
  if (secret && !key) throw invalidField(`${path}.key`, 'is required with a secret');
  if (token && !key) throw invalidField(`${path}.key`, 'is required with a token');
}

function checkServiceAccount({ credentials_json }: ProviderSettings, path: string): void {
  if (typeof credentials_json !== 'string') return;
  const field = `${path}.credentials_json`;
  const cure = "Paste the whole file of the service account's key.";
  let account: unknown;
  try {
    account = JSON.parse(credentials_json);
  } catch {
    throw invalidField(field, 'is not JSON', cure);
  }
  const { client_email, private_key } = (account ?? {}) as Record<string, unknown>;
  if (typeof client_email !== 'string' || typeof private_key !== 'string')
    throw invalidField(field, 'must hold client_email and private_key', cure);
}

/** The names of a place's parts in the wire's settings. */
const FIELDS = { bucket: 'bucket', host: 'host', region: 'region', account: 'account_name' } as const;

function checkPlace(provider: Provider, entry: ProviderSettings, path: string): void {
  const read = placeOfEntry(provider, entry);
  if ('place' in read) return;
  const [error] = read.errors;
  if (!error) return;
  const field = provider === 'azure' && error.field === 'bucket' ? 'container_name' : FIELDS[error.field];
  throw invalidField(`${path}.${field}`, error.message);
}
