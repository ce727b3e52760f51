import { describe, expect, test } from 'vitest';
import { addressBytes, isForbidden, plainAddress } from './forbidden-addresses.ts';

const anywhere = { privateAllowed: true };
const publicOnly = { privateAllowed: false };

describe('never, whatever is allowed', () => {
  test.each([
    ['loopback', '127.0.0.1'],
    ['another of loopback', '127.255.255.254'],
    ['this network', '0.0.0.0'],
    ['another of this network', '0.1.2.3'],
    ['link-local', '169.254.0.1'],
    ["a cloud's metadata", '169.254.169.254'],
    ["a container's credentials", '169.254.170.2'],
    ["Alibaba's metadata", '100.100.100.200'],
    ["Azure's wire server", '168.63.129.16'],
    ["Oracle's metadata", '192.0.0.192'],
    ['multicast', '224.0.0.1'],
    ['the last of multicast', '239.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified v6', '::'],
    ['loopback v6', '::1'],
    ['loopback v6 in full', '0:0:0:0:0:0:0:1'],
    ['link-local v6', 'fe80::1'],
    ['link-local v6 with its interface', 'fe80::1%eth0'],
    ['the end of link-local v6', 'febf::1'],
    ['multicast v6', 'ff02::1'],
    ["Amazon's metadata v6", 'fd00:ec2::254'],
    ["Google's metadata v6", 'fd20:ce::254'],
    ['loopback, mapped', '::ffff:127.0.0.1'],
    ['loopback, mapped in hexadecimal', '::ffff:7f00:1'],
    ['loopback, mapped in full', '0:0:0:0:0:ffff:7f00:0001'],
    ['metadata, mapped', '::ffff:169.254.169.254'],
    ['loopback, compatible', '::127.0.0.1'],
    ['metadata, translated', '::ffff:0:169.254.169.254'],
    ['loopback by 6to4', '2002:7f00:1::'],
    ['metadata by 6to4', '2002:a9fe:a9fe::1'],
    ['loopback by NAT64', '64:ff9b::7f00:1'],
    ['metadata by NAT64', '64:ff9b::169.254.169.254'],
    ['metadata by local NAT64', '64:ff9b:1:a9fe:a9:fe00::'],
    ['metadata by Teredo', '2001:0:a9fe:a9fe::'],
    ['loopback by Teredo', '2001:0:102:304:0:0:80ff:fffe'],
    ['loopback by ISATAP', '2001:db8::5efe:127.0.0.1'],
    ['loopback by ISATAP, global', '2001:db8::200:5efe:7f00:1'],
    ['a name', 'localhost'],
    ['nothing', ''],
    ['a number', '2130706433'],
  ])('%s: %s', (_what, address) => {
    expect(isForbidden(address, anywhere)).toBe(true);
    expect(isForbidden(address, publicOnly)).toBe(true);
  });
});

describe('private, unless switched off', () => {
  test.each([
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '198.18.0.1',
    'fc00::1',
    'fd12:3456::1',
    'fec0::1',
    '::ffff:10.0.0.1',
    '2002:c0a8:101::',
    '64:ff9b::a00:1',
  ])('%s', (address) => {
    expect(isForbidden(address, anywhere)).toBe(false);
    expect(isForbidden(address, publicOnly)).toBe(true);
  });
});

test.each([
  '1.1.1.1',
  '52.216.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '128.0.0.1',
  '169.253.255.255',
  '172.32.0.1',
  '192.0.1.1',
  '223.255.255.255',
  '2600:1f18::1',
  '2a00:1450:4001::5e',
  '2002:0808:0808::1',
  '64:ff9b::808:808',
  'fe00::1',
])('%s is everybody’s', (address) => {
  expect(isForbidden(address, publicOnly)).toBe(false);
});

test('an address is read to its bytes in every spelling', () => {
  expect(addressBytes('1.2.3.4')).toEqual([1, 2, 3, 4]);
  expect(addressBytes('2001:db8::ff00:42')).toEqual([32, 1, 13, 184, 0, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 66]);
  expect(addressBytes('::')).toEqual(Array(16).fill(0));
  expect(addressBytes('1.2.3')).toBeUndefined();
  expect(plainAddress('::ffff:10.0.0.1')).toBe('10.0.0.1');
  expect(plainAddress('2001:DB8:0::1')).toBe(plainAddress('2001:db8::1'));
});
