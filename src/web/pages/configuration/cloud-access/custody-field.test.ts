import { expect, test } from 'vitest';
import { custodyChoices } from './custody-field.tsx';

const workspace = { name: 'Vision', administers: true };
const open = (situation: Parameters<typeof custodyChoices>[0]) =>
  custodyChoices(situation)
    .filter(({ barred }) => barred === undefined)
    .map(({ custody }) => custody);

test('on https every custody may be chosen by an administrator', () => {
  expect(open({ webcrypto: true, keeps: true, workspace })).toEqual(['browser', 'account', 'workspace']);
});

test('members cannot choose the workspace, and are told who can', () => {
  const member = { name: 'Vision', administers: false };
  const choices = custodyChoices({ webcrypto: true, keeps: true, workspace: member });
  expect(choices.find(({ custody }) => custody === 'workspace')?.barred).toMatch(
    /owners and administrators of Vision/,
  );
  expect(open({ webcrypto: true, keeps: true, workspace: member })).toEqual(['browser', 'account']);
});

test('over plain http only the workspace is left, and the others say why', () => {
  const choices = custodyChoices({ webcrypto: false, keeps: false, workspace });
  expect(
    choices.filter(({ barred }) => barred?.includes('plain http')).map(({ custody }) => custody),
  ).toEqual(['browser', 'account']);
});

test('a browser that keeps nothing cannot hold keys', () => {
  expect(open({ webcrypto: true, keeps: false, workspace })).toEqual(['account', 'workspace']);
});
