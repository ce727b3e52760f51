import { expect, test } from 'vitest';
import { notePassword, wasPassword } from './typed-password.ts';

test('the last password that was typed is known again, in either form of its accents, and no other', async () => {
  expect(await wasPassword('linen otter gravel')).toBe(false);
  await notePassword('crème otter gravel');
  expect(await wasPassword('crème otter gravel')).toBe(true);
  expect(await wasPassword('cre\u0300me otter gravel')).toBe(true);
  expect(await wasPassword('crème otter grave')).toBe(false);
  await notePassword('another one');
  expect(await wasPassword('crème otter gravel')).toBe(false);
});
