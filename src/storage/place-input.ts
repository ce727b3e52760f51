import { readAmazonHost } from './amazon.ts';
import { hasPort, hostName, isHost, isLoopback, plainHost } from './host.ts';
import type { Place, StoreKind } from './place.ts';
import { checkKey, parseStorageUrl } from './storage-url.ts';
import { StorageUrlError } from './storage-url-error.ts';

/** What a person types into a row. */
export interface PlaceFields {
  kind: StoreKind;
  /** Bucket or container, with a prefix behind a slash; or a storage URL, which fills the others too. */
  bucket: string;
  /** With or without scheme, port and bucket; empty for Amazon and Google themselves. */
  host: string;
  /** S3 only; empty to have it found out. */
  region: string;
  /** Azure only; may stand in the host instead. */
  account: string;
}

export interface FieldError {
  field: 'bucket' | 'host' | 'region' | 'account';
  message: string;
}

/** Thrown inside, answered as a list: one field at a time is wrong seldom enough. */
class Refused extends Error {
  readonly field: FieldError['field'];
  constructor(field: FieldError['field'], message: string) {
    super(message);
    this.field = field;
  }
}

/** Makes a place of what a person typed. Style and, without a scheme, http or https are guesses that a test corrects. */
export function placeFrom(fields: PlaceFields): { place: Place } | { errors: FieldError[] } {
  const errors: FieldError[] = [];
  const attempt = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      errors.push({ field: error.field, message: error.message });
      return undefined;
    }
  };
  const typed = attempt(() => withUrlRead(trimmed(fields)));
  if (!typed) return { errors };
  const host = attempt(() => readHost(typed));
  const bucket = attempt(() => readBucket(typed, host?.bucket ?? ''));
  const region = attempt(() => readRegion(typed, host?.region ?? ''));
  if (!host || !bucket || region === undefined) return { errors };
  const { kind } = typed;
  return {
    place: {
      kind,
      scheme: host.scheme,
      host: host.host,
      account: host.account,
      ...bucket,
      region,
      style: host.style,
    },
  };
}

function trimmed({ kind, bucket, host, region, account }: PlaceFields): PlaceFields {
  return { kind, bucket: bucket.trim(), host: host.trim(), region: region.trim(), account: account.trim() };
}

/** A storage URL in the bucket's field says host, account, bucket and prefix at once. */
function withUrlRead(fields: PlaceFields): PlaceFields {
  if (!/^(s3|gs|azure|https):\/\//i.test(fields.bucket)) return fields;
  try {
    const { kind, host, account, bucket, key } = parseStorageUrl(fields.bucket);
    if (kind !== fields.kind) {
      throw new Refused(
        'bucket',
        'This is the URL of another kind of store. Choose that kind, or type the bucket alone.',
      );
    }
    const path = kind === 'azure' && !host.includes('.blob.') ? `/${account}` : '';
    const ownHost = fields.host || (host === '' ? '' : host + path);
    return {
      ...fields,
      bucket: key === '' ? bucket : `${bucket}/${key}`,
      host: ownHost,
      account: fields.account || account,
    };
  } catch (error) {
    if (error instanceof StorageUrlError) throw new Refused('bucket', error.message);
    throw error;
  }
}

interface ReadHost {
  scheme: 'http' | 'https';
  host: string;
  account: string;
  /** What the host's text says beside the host. */
  bucket: string;
  region: string;
  style: Place['style'];
}

function readHost(fields: PlaceFields): ReadHost {
  const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/]*)(.*)$/i.exec(fields.host);
  const [, scheme = '', authority = '', path = ''] = parts ?? [];
  if (scheme !== '' && !/^https?$/i.test(scheme)) {
    throw new Refused('host', 'Write the host with http:// or https://, or without a scheme.');
  }
  if (authority !== '' && !isHost(authority)) {
    throw new Refused(
      'host',
      'Write the host as name, name:port or https://name:port, without user name and password.',
    );
  }
  const typed = {
    scheme: (scheme.toLowerCase() || guessScheme(authority)) as 'http' | 'https',
    authority: authority.toLowerCase(),
    segments: path.split('/').filter((segment) => segment !== ''),
  };
  return fields.kind === 'azure' ? readAzureHost(typed, fields.account) : readOtherHost(typed, fields);
}

interface TypedHost {
  scheme: 'http' | 'https';
  authority: string;
  segments: string[];
}

/** Plain http is usual for an address or a short name with a port of its own, as MinIO in a local network has them. */
function guessScheme(authority: string): 'http' | 'https' {
  if (authority.endsWith(':80')) return 'http';
  if (!hasPort(authority) || authority.endsWith(':443')) return 'https';
  const name = hostName(authority);
  const isAddress = name.startsWith('[') || /^\d+(\.\d+){3}$/.test(name);
  return isAddress || isLoopback(name) || !name.includes('.') ? 'http' : 'https';
}

function readOtherHost({ scheme, authority, segments }: TypedHost, { kind, bucket }: PlaceFields): ReadHost {
  if (segments.length > 1) {
    throw new Refused(
      'host',
      'The host takes no path. Write the bucket and its prefix into the field Bucket.',
    );
  }
  const none = { account: '', bucket: segments[0] ?? '', region: '' };
  const own = { ...none, scheme, host: plainHost(authority, scheme) };
  if (kind === 'gcs') {
    const isGoogle = authority === '' || /^storage\.(googleapis|cloud\.google)\.com(:443)?$/.test(authority);
    return isGoogle ? { ...none, scheme: 'https', host: '', style: 'path' } : { ...own, style: 'path' };
  }
  const amazon = authority === '' ? { bucket: '', region: '' } : readAmazonHost(authority);
  if (amazon) {
    return {
      ...none,
      ...(amazon.bucket ? amazon : { region: amazon.region }),
      scheme: 'https',
      host: '',
      style: 'virtual',
    };
  }
  const name = bucket.split('/')[0] ?? '';
  if (name !== '' && own.host.startsWith(`${name}.`) && hostName(own.host).split('.').length > 2) {
    return { ...own, host: own.host.slice(name.length + 1), style: 'virtual' };
  }
  const isVirtual = /\.(aliyuncs\.com|myqcloud\.com)$/.test(hostName(own.host));
  return { ...own, style: isVirtual ? 'virtual' : 'path' };
}

function readAzureHost({ scheme, authority, segments }: TypedHost, typedAccount: string): ReadHost {
  const isAccount = /^[a-z0-9]{3,24}$/.test(authority) && authority !== 'localhost';
  const isEmulator =
    authority !== '' && !isAccount && !authority.includes('.blob.') && !authority.includes('.dfs.');
  // An emulator has the account in its path, unless it was named beside a host of one's own.
  const inPath = isEmulator && (segments.length > 0 || typedAccount === '' || hasPort(authority));
  const own = isAccount || authority === '' ? authority : (authority.split('.')[0] ?? '');
  const account = typedAccount || (inPath ? (segments[0] ?? '') : own);
  if (!/^[a-z0-9]{3,24}$/.test(account)) {
    throw new Refused(
      typedAccount === '' ? 'host' : 'account',
      'Name the storage account: 3 to 24 lower-case letters and digits, as in account.blob.core.windows.net.',
    );
  }
  const rest = inPath && segments[0] === account ? segments.slice(1) : segments;
  if (rest.length > 1) throw new Refused('host', 'Write the container and its prefix into the field Bucket.');
  const isOwn = authority !== '' && !isAccount;
  const host = isOwn
    ? plainHost(authority.replace('.dfs.', '.blob.'), scheme)
    : `${account}.blob.core.windows.net`;
  return {
    scheme: isOwn ? scheme : 'https',
    host,
    account,
    bucket: rest[0] ?? '',
    region: '',
    style: inPath ? 'path' : 'virtual',
  };
}

const BUCKET_RULES: Record<StoreKind, { form: RegExp; rule: string }> = {
  s3: {
    form: /^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/,
    rule: 'A bucket has 3 to 255 letters, digits, dots, dashes and underscores.',
  },
  gcs: {
    form: /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/,
    rule: 'A bucket has 3 to 222 lower-case letters, digits, dots, dashes and underscores.',
  },
  azure: {
    form: /^(\$root|\$web|\$logs|[a-z0-9](?:-?[a-z0-9]){2,62})$/,
    rule: 'A container has 3 to 63 lower-case letters, digits and single dashes.',
  },
};

function readBucket(
  { kind, bucket: typed }: PlaceFields,
  fromHost: string,
): { bucket: string; prefix: string } {
  const text = typed.replace(/^\/+/, '');
  const end = text.indexOf('/');
  const bucket = (end < 0 ? text : text.slice(0, end)) || fromHost;
  const below = end < 0 ? '' : text.slice(end + 1).replace(/^\/+/, '');
  // Azure makes slashes of backslashes when it stores an object.
  const prefix = kind === 'azure' ? below.replaceAll('\\', '/') : below;
  if (bucket === '' && kind === 'azure') return { bucket, prefix };
  if (bucket === '') throw new Refused('bucket', 'Write the name of the bucket.');
  const { form, rule } = BUCKET_RULES[kind];
  if (!form.test(bucket)) throw new Refused('bucket', rule);
  if (prefix.length > 1024) throw new Refused('bucket', 'A prefix has at most 1,024 characters.');
  try {
    checkKey(prefix);
  } catch (error) {
    if (error instanceof StorageUrlError) throw new Refused('bucket', error.message);
    throw error;
  }
  return { bucket, prefix };
}

function readRegion({ kind, region }: PlaceFields, fromHost: string): string {
  if (kind !== 's3') return '';
  if (!/^[A-Za-z0-9-]{0,64}$/.test(region)) {
    throw new Refused(
      'region',
      'A region has letters, digits and dashes, such as eu-west-1. Leave it empty to have it found.',
    );
  }
  return region || fromHost;
}
