import { readPasted } from '../../../../storage/paste.ts';
import type { KeysForm } from './keys-form.ts';

/** What a pasted text says of the form's fields; undefined when it is nothing that holds keys or an address. */
export function readPastedForm(text: string): Partial<KeysForm> | undefined {
  const read = readPasted(text);
  if (!read) return undefined;
  const { kind, bucket, host, account, region, token } = read;
  const key = read.key ?? read.client_email;
  const secret = read.secret ?? read.account_key ?? read.sas ?? read.private_key;
  return {
    kind,
    ...(bucket !== undefined && { bucket }),
    ...(host !== undefined && { host }),
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(key !== undefined && { key }),
    ...(secret !== undefined && { secret }),
    ...(token !== undefined && { token }),
  };
}
