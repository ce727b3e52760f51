import { expect, test } from 'vitest';
import { inviteAddress } from './hide-invite.ts';

test.each([
  ['?invite=abc_-1', '/invite#abc_-1'],
  ['?a=1&invite=x&b=2', '/invite#x'],
  ['?invite=', '/invite#'],
  ['?invite=a%2Fb%23', '/invite#a%2Fb%23'],
])('%s', (search, address) => expect(inviteAddress(search)).toBe(address));

test.each(['', '?', '?invited=1', '?redirect=%2F%3Finvite%3Dx'])('%j is no invitation', (search) =>
  expect(inviteAddress(search)).toBeUndefined(),
);
