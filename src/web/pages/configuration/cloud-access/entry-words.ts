import { isLoopback } from '../../../../storage/host.ts';
import type { Place } from '../../../../storage/place.ts';
import type { Entry } from '../../../storage/choose-entry.ts';

export type Custody = 'browser' | 'account' | 'workspace';

export const custodyOf = (entry: Entry): Custody => ('custody' in entry ? entry.custody : 'workspace');

export const CUSTODIES: Record<Custody, string> = {
  browser: 'This browser',
  account: 'My account',
  workspace: 'Workspace',
};

/** What people call an entry: its bucket, or the storage account of which it holds every container. */
export const nameOf = ({ bucket, account }: Place): string => bucket || account;

/** Bucket and prefix, or "all containers". */
export function insideOf({ bucket, prefix }: Place): string | undefined {
  if (bucket === '') return 'all containers';
  return prefix === '' ? undefined : `/${prefix}`;
}

const AZURE_HOST = /\.blob\.core\.windows\.net$/;

/** Where an entry's store is, in two parts: "minio.example.org" and ":9000, path style". */
export function hostWords({ kind, scheme, host, account, style }: Place): { name: string; more: string } {
  if (kind === 'azure' && AZURE_HOST.test(host)) return { name: 'Azure Blob', more: account };
  if (host === '') return { name: kind === 'gcs' ? 'Google Cloud' : 'Amazon S3', more: '' };
  const port = /:\d+$/.exec(host)?.[0] ?? '';
  const more = [
    port,
    scheme === 'http' && 'http',
    kind === 's3' && `${style === 'path' ? 'path' : 'host'} style`,
    kind === 'azure' && account,
  ];
  return { name: host.slice(0, host.length - port.length), more: more.filter(Boolean).join(', ') };
}

/** Whether browsers refuse a store's pictures on this page, since the page came by https and the store speaks http. */
export function isMixedContent({ scheme, host }: Place, pageProtocol: string): boolean {
  return pageProtocol === 'https:' && scheme === 'http' && !isLoopback(host);
}

/** What an entry's secret is called in its column. */
export function secretName({ secret_type }: Pick<Entry, 'secret_type'>): string {
  switch (secret_type) {
    case 'keys':
      return 'secret';
    case 'sas':
      return 'SAS';
    case 'account_key':
      return 'account key';
    case 'service_account':
      return 'private key';
  }
}

/** Whether an entry has a key beside its secret. */
export const hasKey = ({ secret_type }: Pick<Entry, 'secret_type'>): boolean =>
  secret_type === 'keys' || secret_type === 'service_account';
