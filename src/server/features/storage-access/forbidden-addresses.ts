import { BlockList, isIP } from 'node:net';

/** Nothing of a store is there: this machine itself, the link, metadata services of clouds, groups, reserved. */
const NEVER = [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['192.0.0.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 127],
  ['fe80::', 10],
  ['ff00::', 8],
  ['fd00:ec2::', 32],
  ['fd20:ce::254', 128],
] as const;

/** Networks of a house or a company, where MinIO often lives. */
const PRIVATE = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['198.18.0.0', 15],
  ['fc00::', 7],
  ['fec0::', 10],
] as const;

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

function listOf(networks: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, bits] of networks) list.addSubnet(network, bits, familyOf(network));
  return list;
}

const never = listOf(NEVER);
const privates = listOf(PRIVATE);

/** An IP address as 4 or 16 bytes; undefined for anything else. */
export function addressBytes(text: string): number[] | undefined {
  const address = text.replace(/%.*$/, '');
  const version = isIP(address);
  if (version === 4) return address.split('.').map(Number);
  if (version !== 6) return undefined;
  // A URL writes every form of an IPv6 address in groups of hexadecimal digits.
  const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const [before, after] = [groups(head), groups(tail)];
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 255];
  });
}

/** The IPv4 addresses that an IPv6 address leads to by way of translation or a tunnel. */
function embedded(bytes: readonly number[]): string[] {
  if (bytes.length !== 16) return [];
  const at = (...places: number[]) => places.map((place) => bytes[place] ?? 0).join('.');
  const last = at(12, 13, 14, 15);
  const begins = (prefix: readonly number[]) => prefix.every((byte, place) => bytes[place] === byte);
  const zeros = (count: number) => Array<number>(count).fill(0);
  const found: string[] = [];
  // Mapped, compatible (long given up) and translated: ::ffff:a.b.c.d, ::a.b.c.d, ::ffff:0:a.b.c.d.
  if (begins([...zeros(10), 255, 255]) || begins(zeros(12))) found.push(last);
  if (begins([...zeros(8), 255, 255, 0, 0])) found.push(last);
  // 6to4, Teredo (the address inverted), NAT64 with its well-known and its local prefix.
  if (begins([0x20, 0x02])) found.push(at(2, 3, 4, 5));
  if (begins([0x20, 0x01, 0, 0]))
    found.push(
      at(4, 5, 6, 7),
      bytes
        .slice(12)
        .map((byte) => byte ^ 255)
        .join('.'),
    );
  if (begins([0, 0x64, 0xff, 0x9b, ...zeros(8)])) found.push(last);
  if (begins([0, 0x64, 0xff, 0x9b, 0, 1])) found.push(last, at(6, 7, 9, 10));
  // ISATAP, whatever its network.
  if (at(8, 9, 10, 11) === '0.0.94.254' || at(8, 9, 10, 11) === '2.0.94.254') found.push(last);
  return found;
}

/** One spelling for each address, IPv4 in IPv6 written as IPv4, so that two can be compared. */
export function plainAddress(text: string): string {
  const bytes = addressBytes(text);
  if (bytes?.length !== 16) return text;
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  return isMapped
    ? bytes.slice(12).join('.')
    : new URL(`http://[${text.replace(/%.*$/, '')}]/`).hostname.slice(1, -1);
}

/**
 * Whether the server may connect to an address (MODEL.md section 11); what an IPv6 address embeds counts too.
 * @param privateAllowed whether networks of a house or a company are allowed
 */
export function isForbidden(text: string, { privateAllowed }: { privateAllowed: boolean }): boolean {
  const bytes = addressBytes(text);
  if (!bytes) return true;
  return [text.replace(/%.*$/, ''), ...embedded(bytes)].some((address) => {
    const family = familyOf(address);
    return never.check(address, family) || (!privateAllowed && privates.check(address, family));
  });
}
