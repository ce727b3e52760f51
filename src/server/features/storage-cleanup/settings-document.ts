import type { z } from 'zod';
import { STORAGE_MASK, type storageSettings } from '../../../contract/storage.ts';
import { invalidField } from '../../http/errors.ts';
import type { Provider } from './settings-store.ts';

/** Settings as the wire has them, by provider. */
export type StorageSettings = z.output<typeof storageSettings>;
/** One provider's settings, with nothing in it that is null or empty. */
export type ProviderSettings = Record<string, unknown>;

const SECRETS: readonly string[] = ['key', 'secret', 'token', 'credentials_json', 'account_key'];

/** What tells entries of a list apart; a mask stands for the secret of the same entry and for no other's. */
const PLACE = ['bucket', 'subdir', 'account_name', 'container_name', 'host', 'secure'] as const;

/** The name of a provider's list. */
export const listNameOf = (provider: Provider) => (provider === 'azure' ? 'containers' : 'buckets');

export const entriesOf = (provider: Provider, settings: ProviderSettings | undefined): ProviderSettings[] =>
  (settings?.[listNameOf(provider)] ?? []) as ProviderSettings[];

/** What ClearML takes a field of `aws` for when it is left out; answers hold it, what is stored does not. */
const DEFAULTS: ProviderSettings = { use_credentials_chain: false };
const BUCKET_DEFAULTS: ProviderSettings = { ...DEFAULTS, multipart: true, secure: true, verify: true };

/** Leaves out what is null, empty or the default, and reads a scheme written before a host into `secure`. */
export function tidySettings(provider: Provider, given: ProviderSettings): ProviderSettings {
  const { [listNameOf(provider)]: _list, ...rest } = given;
  const entries = entriesOf(provider, given).map((entry) => present(withScheme(entry)));
  return { ...present(rest), ...(entries.length > 0 && { [listNameOf(provider)]: entries }) };
}

const present = (given: ProviderSettings): ProviderSettings =>
  Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) =>
        value !== null && value !== undefined && value !== '' && BUCKET_DEFAULTS[name] !== value,
    ),
  );

function withScheme(entry: ProviderSettings): ProviderSettings {
  const { host } = entry;
  if (typeof host !== 'string') return entry;
  const [, scheme, bare = host] = /^(https?):\/\/(.*?)\/?$/i.exec(host) ?? [];
  const secure = scheme ? { secure: scheme.toLowerCase() === 'https' } : {};
  return { ...entry, ...secure, host: bare.toLowerCase() };
}

/** The settings with every secret masked. */
export function maskSettings(provider: Provider, settings: ProviderSettings): ProviderSettings {
  const mask = (fields: ProviderSettings) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, SECRETS.includes(name) ? STORAGE_MASK : value]),
    );
  const [ofAll, ofEach] = provider === 'aws' ? [DEFAULTS, BUCKET_DEFAULTS] : [];
  const entries = entriesOf(provider, settings).map((entry) => ({ ...ofEach, ...mask(entry) }));
  return { ...ofAll, ...mask(settings), ...(entries.length > 0 && { [listNameOf(provider)]: entries }) };
}

/**
 * Puts stored secrets where a mask stands: those of the provider, and of the entry for the same place. A mask never
 * takes a secret along to another host or bucket.
 * @throws WireError 400/12 naming the field whose mask stands for nothing
 */
export function unmaskSettings(
  provider: Provider,
  sent: ProviderSettings,
  stored: ProviderSettings | undefined,
): ProviderSettings {
  const list = listNameOf(provider);
  const before = new Map(entriesOf(provider, stored).map((entry) => [placeOf(entry), entry]));
  const entries = entriesOf(provider, sent).map((entry, at) =>
    unmask(entry, before.get(placeOf(entry)), `${provider}.${list}.${at}`),
  );
  return { ...unmask(sent, stored, provider), ...(entries.length > 0 && { [list]: entries }) };
}

/** An entry's place as text; https unless it says otherwise. */
export const placeOf = (entry: ProviderSettings) =>
  JSON.stringify(PLACE.map((name) => entry[name] ?? (name === 'secure' ? true : '')));

function unmask(
  sent: ProviderSettings,
  stored: ProviderSettings | undefined,
  path: string,
): ProviderSettings {
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => {
      if (!SECRETS.includes(name) || value !== STORAGE_MASK) return [name, value];
      if (stored?.[name] !== undefined) return [name, stored[name]];
      const rule = 'is masked, and nothing is stored for this place that it could stand for';
      throw invalidField(`${path}.${name}`, rule, 'Type it again.');
    }),
  );
}
