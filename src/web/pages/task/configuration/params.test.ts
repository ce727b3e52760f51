import { expect, test } from 'vitest';
import { asLines, mayEdit, sectionsOf, sectionTitle, wrongRows } from './params.ts';

const PARAMS = [
  { section: 'Args', name: 'lr', value: '0.1' },
  { section: 'Args', name: 'epochs', value: '12' },
  { section: 'General', name: 'Optimizer', value: 'adam' },
  { section: 'General', name: 'empty', value: null },
];

test('parameters stand in their sections', () => {
  expect(sectionsOf(PARAMS).map(({ name, params }) => [name, params.length])).toEqual([
    ['Args', 2],
    ['General', 2],
  ]);
});

test('a search finds names and values whatever their case, and leaves out sections without any', () => {
  const found = (text: string) => sectionsOf(PARAMS, text).flatMap(({ params }) => params.map((p) => p.name));
  expect(found(' OPTIM ')).toEqual(['Optimizer']);
  expect(found('Adam')).toEqual(['Optimizer']);
  expect(found('12')).toEqual(['epochs']);
  expect(found('nothing')).toEqual([]);
});

test('a section is copied as lines', () => {
  expect(asLines(PARAMS.slice(2))).toBe('Optimizer: adam\nempty: ');
});

test('parameters change in a draft, user properties always', () => {
  expect(mayEdit('created', 'Args')).toBe(true);
  expect(mayEdit('completed', 'Args')).toBe(false);
  expect(mayEdit('completed', 'properties')).toBe(true);
  expect(sectionTitle('properties')).toBe('User properties');
});

test('rows need names of their own', () => {
  expect(wrongRows([{ name: 'a' }, { name: 'b' }])).toBeUndefined();
  expect(wrongRows([{ name: ' ' }])).toMatch(/^Give every parameter a name/);
  expect(wrongRows([{ name: 'a' }, { name: ' a ' }])).toMatch(/“a” is there twice/);
});
