import type { StoreKind } from '../place.ts';

/** What a console's address says of a place; `bucket` with its prefix behind a slash. */
export interface ConsolePlace {
  kind: StoreKind;
  bucket: string;
  host?: string;
  region?: string;
  account?: string;
}

/** Reads the address of a bucket in the consoles of Amazon, Azure, Google, Cloudflare R2 and MinIO. */
export function readConsoleUrl(text: string): ConsolePlace | undefined {
  if (!/^https?:\/\/\S+$/.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const { hostname, pathname } = url;
  if (hostname.endsWith('console.aws.amazon.com') || hostname.endsWith('console.amazonaws.cn'))
    return amazon(url);
  if (hostname === 'portal.azure.com') return azure(text);
  if (hostname === 'console.cloud.google.com') return google(pathname);
  if (hostname === 'dash.cloudflare.com') return cloudflare(pathname);
  return minio(url);
}

function amazon({ hostname, pathname, searchParams }: URL): ConsolePlace | undefined {
  const parts = /^\/s3\/(buckets|object|upload)\/([^/]+)/.exec(pathname);
  if (!parts) return undefined;
  const prefix = searchParams.get('prefix') ?? '';
  const region = searchParams.get('region') ?? /^([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(hostname)?.[1];
  // The address of one object names the whole key; an entry is for the folder around it.
  const folder = parts[1] === 'object' ? prefix.slice(0, prefix.lastIndexOf('/') + 1) : prefix;
  return { kind: 's3', bucket: joined(decode(parts[2] ?? ''), folder), ...(region ? { region } : {}) };
}

function azure(text: string): ConsolePlace | undefined {
  const decoded = decode(text);
  const account = /\/storageAccounts\/([a-z0-9]{3,24})/i.exec(decoded)?.[1];
  if (!account) return undefined;
  const container = /\/(?:path|containerName|containers)\/([a-z0-9$-]+)/i.exec(
    decoded.slice(decoded.indexOf(account)),
  )?.[1];
  return { kind: 'azure', bucket: container ?? '', account, host: `${account}.blob.core.windows.net` };
}

function google(pathname: string): ConsolePlace | undefined {
  const parts = /^\/storage\/browser\/(_details\/)?([^/;]+)(?:\/([^;]*))?/.exec(pathname);
  if (!parts) return undefined;
  const [, details, bucket = '', path = ''] = parts;
  const folder = details ? path.slice(0, path.lastIndexOf('/') + 1) : path;
  return { kind: 'gcs', bucket: joined(decode(bucket), decode(folder)) };
}

function cloudflare(pathname: string): ConsolePlace | undefined {
  const parts = /^\/([0-9a-f]{32})\/r2\/(\w+)\/buckets\/([^/]+)/.exec(pathname);
  if (!parts) return undefined;
  const [, account = '', jurisdiction = '', bucket = ''] = parts;
  const host = `${account}.${jurisdiction === 'default' ? '' : `${jurisdiction}.`}r2.cloudflarestorage.com`;
  return { kind: 's3', bucket: decode(bucket), host: `https://${host}`, region: 'auto' };
}

/** MinIO's console has a port of its own; where it is the usual one, so is the store's. */
function minio({ protocol, hostname, port, pathname }: URL): ConsolePlace | undefined {
  const parts = /^\/browser\/([^/]+)(?:\/(.*))?$/.exec(pathname);
  if (!parts) return undefined;
  const bucket = joined(decode(parts[1] ?? ''), decode(parts[2] ?? ''));
  return { kind: 's3', bucket, ...(port === '9001' ? { host: `${protocol}//${hostname}:9000` } : {}) };
}

function joined(bucket: string, prefix: string): string {
  return prefix === '' ? bucket : `${bucket}/${prefix}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
