import { expect, test } from 'vitest';
import { findMasks, isMask } from './masks.ts';

const DOTS = '••••••••';
const found = (text: string) => findMasks(text).map(({ from, to }) => text.slice(from, to));

test.each([
  [`a = "${DOTS}k7q2m9rt"`, [`"${DOTS}k7q2m9rt"`]],
  [`a: '${DOTS}k7q2m9rt'`, [`'${DOTS}k7q2m9rt'`]],
  [`# ${DOTS}k7q2m9rt\nb = 1`, [`# ${DOTS}k7q2m9rt`]],
  [`x = 1 # ${DOTS}k7q2m9rt`, [`# ${DOTS}k7q2m9rt`]],
  [`${DOTS}k7q2m9rt`, [`${DOTS}k7q2m9rt`]],
  [`["${DOTS}aaaaaaaa", "${DOTS}bbbbbbbb"]`, [`"${DOTS}aaaaaaaa"`, `"${DOTS}bbbbbbbb"`]],
  [`a = "Bearer ${DOTS}k7q2m9rt"`, [`${DOTS}k7q2m9rt`]],
])('%j', (text, masks) => {
  expect(found(text)).toEqual(masks);
});

test.each([`a = "${DOTS}"`, `a = "${DOTS}K7Q2M9RT"`, `a = "${DOTS}k7q2m9rtx"`, '•• k7q2m9rt'])(
  'no mask in %j',
  (text) => {
    expect(found(text)).toEqual([]);
  },
);

test('a mask keeps its id, and only a value that is nothing else is one', () => {
  expect(findMasks(`a = "${DOTS}k7q2m9rt"`)[0]?.id).toBe('k7q2m9rt');
  expect(isMask(`${DOTS}k7q2m9rt`)).toBe(true);
  expect(isMask(`Bearer ${DOTS}k7q2m9rt`)).toBe(false);
});
