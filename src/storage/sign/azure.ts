import { escapeText, queryText } from '../escape.ts';
import type { Place, Secret } from '../place.ts';
import type { SignRequest } from './request.ts';
import { SigningError } from './signing-error.ts';
import { base64, fromBase64, hmac, hmacKey } from './web-crypto.ts';

type AccountKey = Extract<Secret, { type: 'account_key' }>;

/** The oldest version with this form of signature: Azure Stack and emulators know it too. */
const VERSION = '2018-11-09';
const PERMISSIONS = { GET: 'r', HEAD: 'r', DELETE: 'd' } as const;

const imported = new WeakMap<AccountKey, Promise<CryptoKey>>();

function keyOf(secret: AccountKey): Promise<CryptoKey> {
  const known = imported.get(secret);
  if (known !== undefined) return known;
  const made = importKey(secret.account_key);
  imported.set(secret, made);
  return made;
}

async function importKey(accountKey: string): Promise<CryptoKey> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = fromBase64(accountKey.trim());
  } catch {
    throw new SigningError('bad_account_key');
  }
  return await hmacKey(bytes);
}

/**
 * A URL with a service SAS made of the account key: of one blob, or to list a container when the key is empty.
 * The string to sign is that of versions 2018-11-09 to 2020-10-02.
 */
export async function signAzure(
  { scheme, account, bucket }: Place,
  secret: AccountKey,
  key: string,
  request: SignRequest,
): Promise<string> {
  const { method, origin, path, query, expires_s, now } = request;
  const ends = new Date(now.getTime() + expires_s * 1000).toISOString().replace(/\.\d{3}/, '');
  const permissions = key === '' ? 'l' : PERMISSIONS[method];
  const resource = key === '' ? 'c' : 'b';
  const name = `/blob/${account}/${bucket}${key === '' ? '' : `/${key}`}`;
  const protocol = scheme === 'https' ? 'https' : '';
  const snapshotAndHeaders = ['', '', '', '', '', ''];
  const lines = [permissions, '', ends, name, '', '', protocol, VERSION, resource, ...snapshotAndHeaders];
  const signature = base64(await hmac(await keyOf(secret), lines.join('\n')));
  const sas = [
    `sv=${VERSION}`,
    ...(protocol === '' ? [] : [`spr=${protocol}`]),
    `se=${escapeText(ends)}`,
    `sr=${resource}`,
    `sp=${permissions}`,
    `sig=${escapeText(signature)}`,
  ];
  return `${origin}${path}?${[queryText(query), ...sas].filter((part) => part !== '').join('&')}`;
}

/** A URL with the SAS that a person was given, which nothing can narrow. */
export function appendSas(sas: string, { origin, path, query }: SignRequest): string {
  const own = sas.trim().replace(/^[?&]+/, '');
  return `${origin}${path}?${[queryText(query), own].filter((part) => part !== '').join('&')}`;
}
