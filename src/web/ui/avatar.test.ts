import { expect, test } from 'vitest';
import { initials } from './avatar.tsx';

test.each([
  ['Mira Okafor', 'MO'],
  ['  ada ', 'A'],
  ['Jean-Luc van den Berg', 'JB'],
  ['李 雷', '李雷'],
  ['', ''],
])('the initials of %j are %j', (name, said) => expect(initials(name)).toBe(said));
