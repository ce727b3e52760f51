import { type Place, SECRETS_OF, type SecretType } from '../../../storage/place.ts';
import { invalidField } from '../../http/errors.ts';

/**
 * What a place may look like once it is stored. Hosts of links, of requests and of the page's policy are made of it, so
 * nothing in it may mean anything but itself there.
 * @throws WireError 400/12 with the field
 */
export function requirePlace(place: Place, secretType: SecretType): void {
  requireHost(place);
  requireAccount(place);
  requireBucket(place);
  requirePrefix(place.prefix);
  if (!/^[a-z0-9-]*$/.test(place.region))
    throw invalidField('region', 'takes small letters, digits and hyphens only', 'Such as eu-central-1.');
  if (!SECRETS_OF[place.kind].includes(secretType))
    throw invalidField('secret_type', `must be one of ${SECRETS_OF[place.kind].join(', ')} for this store`);
}

function requireHost({ kind, scheme, host }: Place): void {
  if (host === '') {
    if (kind === 'azure') throw invalidField('host', 'is required', 'Give <account>.blob.core.windows.net.');
    if (scheme === 'http') throw invalidField('scheme', 'must be https without a host of its own');
    return;
  }
  const rule = 'must be a host, with its port where it has one, and nothing else';
  const url = `${scheme}://${host}/`;
  if (!/^[a-z0-9._:[\]-]+$/i.test(host) || !URL.canParse(url))
    throw invalidField('host', rule, 'Such as minio.example.org:9000.');
  const written = new URL(url).host;
  if (written !== host) throw invalidField('host', rule, `Write it as ${written}.`);
}

function requireAccount({ kind, account }: Place): void {
  if (kind === 'azure' && !/^[a-z0-9]{3,24}$/.test(account))
    throw invalidField('account', 'must have 3 to 24 small letters and digits');
  if (kind !== 'azure' && account !== '') throw invalidField('account', 'is for Azure only');
}

function requireBucket({ kind, bucket }: Place): void {
  if (bucket === '' && kind !== 'azure') throw invalidField('bucket', 'is required');
  if (!/^([\w$][\w.$-]*)?$/.test(bucket))
    throw invalidField('bucket', 'takes letters, digits, dots, hyphens, underscores and $ only');
}

function requirePrefix(prefix: string): void {
  if (prefix.startsWith('/')) throw invalidField('prefix', 'must not begin with a slash');
  if (prefix.split('/').some((segment) => segment === '.' || segment === '..'))
    throw invalidField('prefix', 'must not hold . or .. between slashes');
}
