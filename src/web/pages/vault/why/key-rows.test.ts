import { expect, test } from 'vitest';
import type { LayerText } from '../../../../clearml-conf/layers.ts';
import { filterRows, keyRows } from './key-rows.ts';
import { DOTS } from './shown-value.ts';

const SECRET = 'planted-dropped-secret';
const FILE: LayerText = {
  kind: 'clearml.conf',
  document: 'clearml.conf',
  format: 'hocon',
  text: `sdk.aws.s3 { region = file, secret = ${SECRET} }\nsdk.mine.license = ${SECRET}\n`,
};
const VAULT: LayerText = {
  kind: 'personal vault',
  document: 'your vault',
  format: 'hocon',
  text: 'sdk.aws.s3 {\n  region = vault\n  secret = "••••••••abcdefgh"\n  credentials: [{ bucket: b, key: k1, secret: s1 }]\n}\nnew.thing = 1\n',
};
const rowsOf = (secretKeys: string[] = []) =>
  keyRows([FILE], [FILE, VAULT], { withoutDefaults: true }, secretKeys).rows;

test('each key has its value of now, its origin, and what the vault would make of it', () => {
  const region = rowsOf().find(({ key }) => key === 'sdk.aws.s3.region');
  expect(region).toMatchObject({ value: 'file', layer: 'clearml.conf', line: 1, set: true });
  expect(region?.effect).toMatchObject({
    kind: 'changes',
    to: { value: 'vault', layer: 'personal vault', line: 2 },
  });
  expect(rowsOf().find(({ key }) => key === 'new.thing')).toMatchObject({ set: false, value: '1' });
});

test('the same value from elsewhere moves only; what people set comes before what nobody did', () => {
  const same = { ...VAULT, text: 'sdk.aws.s3.region = file' };
  const { rows } = keyRows([FILE], [FILE, same], {}, []);
  expect(rows[0]).toMatchObject({ key: 'sdk.aws.s3.region', effect: { kind: 'moves' } });
  expect(rows.at(-1)?.layer).toBe('defaults');
});

test('no secret of a dropped file, of a list or of an environment variable is in any row', () => {
  const environment = { CLEARML_API_SECRET_KEY: SECRET, AWS_SESSION_TOKEN: SECRET };
  const { rows } = keyRows([FILE], [FILE, VAULT], { environment }, ['sdk.mine']);
  const text = JSON.stringify(rows);
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain('s1');
  expect(rows.find(({ key }) => key === 'sdk.aws.s3.secret')?.value).toBe(DOTS);
  expect(JSON.stringify(rowsOf())).toContain(SECRET);
});

test('a text that clients drop is named with its reason', () => {
  const broken = { ...VAULT, text: 'a = 1\nb = p@ss\n' };
  const { dropped } = keyRows([FILE], [FILE, broken], { withoutDefaults: true }, []);
  expect(dropped).toMatchObject([{ document: 'your vault', line: 2 }]);
});

test('the filter takes every word, in keys and values, and can leave out what does not change', () => {
  const keys = (typed: string, only = false) =>
    filterRows(rowsOf(['sdk.mine']), typed, only).map(({ key }) => key);
  expect(keys('S3 REG')).toEqual(['sdk.aws.s3.region']);
  expect(keys('file')).toEqual(['sdk.aws.s3.region']);
  expect(keys('', true)).not.toContain('sdk.mine.license');
  expect(keys('nothing like it')).toEqual([]);
});
