import { expect, test } from 'vitest';
import { mayRemove, type Rights, roleFixed, rolesToGive } from './member-rights.ts';
import type { Member, Role } from './members-queries.ts';

const rights = (role: Role, owners = 1): Rights => ({ me: 'me', role, personal: false, owners });
const someone = (role: Role, id = 'them') => ({ id, role }) as Member;

test('the only owner’s role stands, and says why', () => {
  expect(roleFixed(rights('owner'), someone('owner', 'me'))).toBe('Only owner');
  expect(roleFixed(rights('owner', 2), someone('owner', 'me'))).toBeUndefined();
});

test('administrators change everyone but owners, and make none', () => {
  expect(roleFixed(rights('administrator', 2), someone('owner'))).toBe('Only an owner changes an owner');
  expect(roleFixed(rights('administrator'), someone('viewer'))).toBeUndefined();
  expect(rolesToGive(rights('administrator'))).not.toContain('owner');
  expect(mayRemove(rights('administrator', 2), someone('owner'))).toBe(false);
  expect(mayRemove(rights('administrator'), someone('member'))).toBe(true);
});

test('members and viewers change nobody', () => {
  for (const role of ['member', 'viewer'] as const) {
    expect(roleFixed(rights(role), someone('viewer'))).toBe('');
    expect(mayRemove(rights(role), someone('viewer'))).toBe(false);
  }
});

test('nobody removes oneself', () => {
  expect(mayRemove(rights('owner', 2), someone('owner', 'me'))).toBe(false);
});
