import type { RequestOf } from '../../../contract/contract.ts';
import type { Settings } from './cleanup-queries.ts';

export type Provider = 'aws' | 'google' | 'azure';

/** One set of credentials: a provider's for all its buckets (`at` null), or an entry of its list. */
export interface Row {
  provider: Provider;
  at: number | null;
  bucket: string;
  folder: string;
  /** Where objects lie, in words. */
  store: string;
  region: string;
}

/** What the form holds. Empty secrets keep what is stored. */
export interface Draft {
  provider: Provider;
  /** With a folder behind a slash; empty for all buckets. */
  bucket: string;
  host: string;
  region: string;
  account: string;
  key: string;
  /** A secret key, Azure's account key or SAS, or Google's file. */
  secret: string;
  token: string;
}

type Wanted = RequestOf<'storage.set_settings'>;
type Entry = Record<string, unknown>;

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
const hostOf = ({ host, secure }: Entry) => (host && secure === false ? `http://${host}` : textOf(host));

const entriesOf = (settings: Settings, provider: Provider): Entry[] =>
  (provider === 'azure' ? settings.azure?.containers : settings[provider]?.buckets) ?? [];

function storeOf(provider: Provider, entry: Entry): string {
  const host = hostOf(entry);
  if (provider === 'azure')
    return [`Azure, ${textOf(entry.account_name)}`, host].filter(Boolean).join(' at ');
  return host || (provider === 'aws' ? 'Amazon S3' : 'Google Cloud');
}

/** Every set of credentials, those for all buckets of a provider first. */
export function rowsOf(settings: Settings): Row[] {
  const all = (['aws', 'google'] as const).flatMap((provider) => {
    const { key, credentials_json, region } = (settings[provider] ?? {}) as Entry;
    if (!key && !credentials_json) return [];
    const store = storeOf(provider, {});
    return [{ provider, at: null, bucket: '', folder: '', store, region: textOf(region) }];
  });
  const each = (['aws', 'google', 'azure'] as const).flatMap((provider) =>
    entriesOf(settings, provider).map((entry, at) => ({
      provider,
      at,
      bucket: textOf(entry.bucket ?? entry.container_name),
      folder: textOf(entry.subdir),
      store: storeOf(provider, entry),
      region: textOf(entry.region),
    })),
  );
  return [...all, ...each];
}

/** What the form begins with. */
export function draftOf(settings: Settings, row: Row | undefined): Draft {
  const empty = { bucket: '', host: '', region: '', account: '', key: '', secret: '', token: '' };
  if (!row) return { provider: 'aws', ...empty };
  const entry = row.at === null ? {} : (entriesOf(settings, row.provider)[row.at] ?? {});
  const { provider, bucket, folder, region } = row;
  return {
    ...empty,
    provider,
    bucket: folder ? `${bucket}/${folder}` : bucket,
    host: hostOf(entry),
    region,
    account: textOf(entry.account_name),
  };
}

const SECRETS = ['key', 'secret', 'token', 'credentials_json', 'account_key'];

/** What was typed, and for secrets left empty the mask that keeps what is stored. */
function written(draft: Draft, before: Entry): Entry {
  const { provider, host, region, key, secret, token, account } = draft;
  const [bucket = '', ...folder] = draft.bucket.trim().split('/');
  const kept = Object.fromEntries(SECRETS.map((name) => [name, before[name]]));
  const at = { host: host.trim(), secure: before.host && !/^https?:/i.test(host) ? before.secure : null };
  const place = { bucket, subdir: folder.join('/'), ...at };
  if (provider === 'aws') {
    const pair = key || secret ? { key, secret, token: token || null } : kept;
    return { ...before, ...place, region: region.trim(), ...pair, ...(token && { token }) };
  }
  if (provider === 'google')
    return { ...before, ...place, credentials_json: secret || kept.credentials_json };
  return {
    ...before,
    ...at,
    container_name: bucket,
    account_name: account.trim(),
    account_key: secret || kept.account_key,
  };
}

/** Whether these are a provider's credentials for all buckets. */
const isForAll = ({ provider, bucket, host }: Draft) =>
  provider !== 'azure' && bucket.trim() === '' && (provider === 'google' || host.trim() === '');

/** One provider's settings with its list replaced. */
const withList = (provider: Provider, settings: Entry, entries: Entry[]): Wanted => ({
  [provider]: { ...settings, [provider === 'azure' ? 'containers' : 'buckets']: entries },
});

const FOR_ALL = [...SECRETS, 'region', 'project'];

/** The provider's settings without one set of credentials. */
export function withoutRow(settings: Settings, { provider, at }: Row): Wanted {
  const own = (settings[provider] ?? {}) as Entry;
  const entries = entriesOf(settings, provider);
  if (at !== null) return withList(provider, own, entries.toSpliced(at, 1));
  const rest = Object.fromEntries(Object.entries(own).filter(([name]) => !FOR_ALL.includes(name)));
  return withList(provider, rest, entries);
}

/** The provider's settings with what was typed, in place of `row` if there is one; other providers stay as they are. */
export function withDraft(settings: Settings, draft: Draft, row: Row | undefined): Wanted {
  const { provider } = draft;
  const own = (settings[provider] ?? {}) as Entry;
  const entries = entriesOf(settings, provider);
  const before = row?.at == null ? {} : (entries[row.at] ?? {});
  if (isForAll(draft)) {
    const {
      bucket: _b,
      subdir: _s,
      host: _h,
      secure: _x,
      ...pair
    } = written(draft, row?.at === null ? own : before);
    const rest = row && row.at !== null ? entries.toSpliced(row.at, 1) : entries;
    return withList(provider, { ...own, ...pair }, rest);
  }
  const entry = written(draft, before);
  if (row?.at === null)
    return withList(provider, withoutRow(settings, row)[provider] as Entry, [...entries, entry]);
  return withList(provider, own, row ? entries.with(row.at ?? 0, entry) : [...entries, entry]);
}

/** One set of credentials in a few words: "samples/runs at Amazon S3". */
export const nameOf = ({ provider, bucket, folder, store }: Row) =>
  `${bucket ? [bucket, folder].filter(Boolean).join('/') : `all ${bucketsOf(provider)}`} at ${store}`;

/** What a provider calls its buckets. */
export const bucketsOf = (provider: Provider) => (provider === 'azure' ? 'containers' : 'buckets');
