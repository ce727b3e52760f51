import { expect, test } from 'vitest';
import { environmentLines } from './environment-lines.ts';

const read = (text: string) => ({ ...environmentLines(text).variables });

test('plain lines, exports, notebook magic and Docker arguments are read alike', () => {
  expect(read('A=1\nexport B=2\n%env C=3\n  -e D=4 \\\nset E=5\nENV F=6\n')).toEqual({
    A: '1',
    B: '2',
    C: '3',
    D: '4',
    E: '5',
    F: '6',
  });
});

test('quotes are taken off, signs within stay, the last of a name counts', () => {
  expect(read('A="x y"\nB=\'$HOME\'\nC=a=b\nD="a\'b"\nA=last\nE=')).toEqual({
    A: 'last',
    B: '$HOME',
    C: 'a=b',
    D: "a'b",
    E: '',
  });
  expect(read('A=1 # why\nB="1 # 2"')).toEqual({ A: '1', B: '1 # 2' });
});

test('comments and empty lines count for nothing, other lines are named', () => {
  expect(environmentLines('# A=1\n\nhello world\nA=1\n1B=2\n').ignored).toEqual([3, 5]);
});

test('names of built-in things are variables like any other', () => {
  expect(Object.keys(read('__proto__=x\nconstructor=y\n'))).toContain('constructor');
});
