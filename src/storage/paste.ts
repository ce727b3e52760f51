import { parseJson, readAwsCredentials } from './paste/aws-credentials.ts';
import { readConsoleUrl } from './paste/console-url.ts';
import type { StoreKind } from './place.ts';
import { parseStorageUrl } from './storage-url.ts';
import { StorageUrlError } from './storage-url-error.ts';

/** What could be read of a pasted text: fields of a row, some of them. */
export interface Pasted {
  kind: StoreKind;
  /** With a prefix behind a slash. */
  bucket?: string;
  /** As placeFrom (place-input.ts) takes it. */
  host?: string;
  region?: string;
  account?: string;
  key?: string;
  secret?: string;
  token?: string;
  account_key?: string;
  sas?: string;
  client_email?: string;
  private_key?: string;
}

const MOST_CHARACTERS = 100_000;

/**
 * Reads what people have at hand: an AWS credentials file, a console's address, a storage URL, an Azure connection
 * string or SAS, a Google service-account file. Undefined when it is none of them.
 */
export function readPasted(text: string): Pasted | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > MOST_CHARACTERS) return undefined;
  return (
    readServiceAccount(trimmed) ??
    readConnectionString(trimmed) ??
    readSas(trimmed) ??
    readConsoleUrl(trimmed) ??
    readUrl(trimmed) ??
    readKeys(trimmed)
  );
}

function readServiceAccount(text: string): Pasted | undefined {
  if (!text.startsWith('{')) return undefined;
  const { client_email, private_key } = (parseJson(text) ?? {}) as Record<string, unknown>;
  if (typeof client_email !== 'string' || typeof private_key !== 'string') return undefined;
  return { kind: 'gcs', client_email, private_key };
}

function readConnectionString(text: string): Pasted | undefined {
  if (!/(^|;)\s*(AccountName|BlobEndpoint|SharedAccessSignature)\s*=/i.test(text)) return undefined;
  const parts = new Map<string, string>();
  for (const part of text.split(/;|\r?\n/)) {
    const at = part.indexOf('=');
    if (at > 0) parts.set(part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim());
  }
  const account = parts.get('accountname');
  const protocol = parts.get('defaultendpointsprotocol') ?? 'https';
  const suffix = parts.get('endpointsuffix') ?? 'core.windows.net';
  const host = parts.get('blobendpoint') ?? (account && `${protocol}://${account}.blob.${suffix}`);
  if (!host) return undefined;
  const account_key = parts.get('accountkey');
  const sas = parts.get('sharedaccesssignature');
  return {
    kind: 'azure',
    host,
    ...(account ? { account } : {}),
    ...(account_key ? { account_key } : {}),
    ...(sas ? { sas: sas.replace(/^\?/, '') } : {}),
  };
}

/** A SAS alone, or the URL of an account, a container or a blob with one. */
function readSas(text: string): Pasted | undefined {
  if (/\s/.test(text) || !/[?&]?sv=/.test(text) || !/[?&]?sig=/.test(text)) return undefined;
  if (!/^https?:\/\//i.test(text)) return { kind: 'azure', sas: text.replace(/^[?&]+/, '') };
  const [address = '', sas = ''] = text.split('?', 2);
  const found = readUrl(address) ?? readAccountUrl(address);
  return found?.kind === 'azure' ? { ...found, sas } : undefined;
}

function readAccountUrl(text: string): Pasted | undefined {
  const host = /^(https?:\/\/[a-z0-9]{3,24}\.blob\.[a-z0-9.:-]+)\/?$/i.exec(text)?.[1];
  return host ? { kind: 'azure', host } : undefined;
}

function readUrl(text: string): Pasted | undefined {
  if (!/^\w+:\/\/\S/.test(text) || text.includes('\n')) return undefined;
  try {
    const { kind, scheme, host, account, bucket, key } = parseStorageUrl(text);
    // An entry is for the folder around an object.
    const folder = key.slice(0, key.lastIndexOf('/') + 1);
    const path = kind === 'azure' && !host.includes('.blob.') ? `/${account}` : '';
    return {
      kind,
      bucket: folder === '' ? bucket : `${bucket}/${folder}`,
      ...(host === '' ? {} : { host: `${scheme ? `${scheme}://` : ''}${host}${path}` }),
      ...(account === '' ? {} : { account }),
    };
  } catch (error) {
    if (error instanceof StorageUrlError) return undefined;
    throw error;
  }
}

function readKeys(text: string): Pasted | undefined {
  const found = readAwsCredentials(text);
  return found && { kind: found.key.startsWith('GOOG') ? 'gcs' : 's3', ...found };
}
