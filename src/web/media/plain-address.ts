/** Parameters that sign a link, of all three stores; whoever has them has the object, so they are kept nowhere. */
const SIGNS = [
  /^x-(amz|goog)-/i,
  /^(awsaccesskeyid|googleaccessid|signature|expires)$/i,
  // Azure's shared access signatures
  /^(sig|sv|ss|srt|sp|se|st|spr|sip|sr|si|sdd|ses|skoid|sktid|skt|ske|sks|skv|saoid|suoid|scid)$/i,
];

/**
 * An address without what signs it, for the address bar, the clipboard and reports. Only https has parameters: in
 * `s3://`, `gs://` and `azure://` a question mark is part of the object's name.
 */
export function plainAddress(text: string): string {
  const address = text.trim();
  const at = address.indexOf('?');
  if (at === -1 || !/^https?:\/\//i.test(address)) return address;
  const [query = '', ...hash] = address.slice(at + 1).split('#');
  const kept = query.split('&').filter((part) => !isSigning(part.split('=', 1)[0] ?? ''));
  const rest = kept.filter(Boolean).join('&');
  return [address.slice(0, at) + (rest && `?${rest}`), ...hash].join('#');
}

const isSigning = (name: string) => SIGNS.some((pattern) => pattern.test(name));

/** The last part of an address: what the object is called. Below a prefix that ends in a slash, the folder's name. */
export function nameOf(address: string): string {
  const path = /^https?:/i.test(address) ? address.split(/[?#]/, 1)[0] : address;
  const last = path?.replace(/\/+$/, '').split('/').at(-1) ?? '';
  if (!/^https?:/i.test(address)) return last;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
