import type { Secret } from '../../storage/place.ts';
import { KeyError, type SecretPart } from './worker-protocol.ts';

/** The part of a secret that a column of the table stands for. @throws KeyError for a part that it does not have */
export function partOf(secret: Secret, part: SecretPart): string {
  const text = partsOf(secret)[part];
  if (text === undefined) throw new KeyError('reset', `This entry has no ${part}.`);
  return text;
}

function partsOf(secret: Secret): Partial<Record<SecretPart, string | undefined>> {
  switch (secret.type) {
    case 'keys':
      return { key: secret.key, secret: secret.secret, token: secret.token };
    case 'sas':
      return { secret: secret.sas };
    case 'account_key':
      return { secret: secret.account_key };
    case 'service_account':
      return { key: secret.client_email, secret: secret.private_key };
  }
}
