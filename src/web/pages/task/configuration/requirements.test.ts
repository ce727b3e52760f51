import { expect, test } from 'vitest';
import { packageLists } from './requirements.ts';

test('a list of packages is a text or lines; what is empty is left out', () => {
  const lists = packageLists({
    pip: ['clearml == 2.1.7', 'torch'],
    conda: '',
    orig_pip: 'torch',
    julia: null,
  });
  expect(lists).toEqual([
    { manager: 'pip', title: 'Packages of pip', text: 'clearml == 2.1.7\ntorch' },
    { manager: 'orig_pip', title: 'Packages of pip as first found', text: 'torch' },
  ]);
});

test('what is neither is shown as JSON, under the name the client gave it', () => {
  const [list] = packageLists({ spack: { torch: '2.5' } });
  expect(list?.title).toBe('Packages of spack');
  expect(JSON.parse(list?.text ?? '')).toEqual({ torch: '2.5' });
});

test('without requirements there are none', () => {
  expect(packageLists(undefined)).toEqual([]);
  expect(packageLists(null)).toEqual([]);
});
