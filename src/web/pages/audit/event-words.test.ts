import { describe, expect, test } from 'vitest';
import type { AuditEvent } from './audit-query.ts';
import { changeOf, iconOf, titleOf } from './event-words.ts';

const mira = { id: 'a'.repeat(32), name: 'Mira Okafor' };
const hana = { id: 'b'.repeat(32), name: 'Hana Sato' };
const event = (more: Partial<AuditEvent>): AuditEvent => ({
  id: 1,
  at: '2026-11-23T07:31:09.000000+00:00',
  action: 'members.role',
  actor: mira,
  account: mira,
  target: null,
  detail: {},
  address: null,
  user_agent: null,
  ...more,
});

test('an action has words, also one this page has never heard of', () => {
  expect(titleOf('vaults.copy')).toBe('Secret copied');
  expect(titleOf('service_accounts.set_impersonation')).toBe('Service accounts: set impersonation');
  expect([iconOf('vaults.copy'), iconOf('something.new')]).toEqual(['vault', 'info']);
});

describe('a change reads', () => {
  test.each<[string, Partial<AuditEvent>, string]>([
    [
      'before and after',
      { account: hana, detail: { before: 'member', after: 'viewer' } },
      'Hana Sato, Member → Viewer',
    ],
    [
      'only the parts that differ',
      { detail: { before: { name: 'A', seats: 5 }, after: { name: 'B', seats: 5 } } },
      'name: A → B',
    ],
    ['nothing before as none', { detail: { before: null, after: 6 } }, 'none → 6'],
    [
      'a label, leaving out what is empty',
      { target: 'ABCDEF', detail: { label: 'CI', expires: null } },
      'ABCDEF, label: CI',
    ],
    [
      'no ids',
      { target: 'c'.repeat(32), detail: { name: 'Git access', workspace: 'd'.repeat(32) } },
      'Git access',
    ],
    ['yes and no', { detail: { server_admin: true } }, 'server admin: yes'],
    ['long lists as their length', { detail: { vaults: [1, 2, 3, 4, 5, 6] } }, 'vaults: 6 entries'],
    ['nothing as nothing', {}, ''],
  ])('%s', (_what, more, text) => {
    expect(changeOf(event(more))).toBe(text);
  });
});
