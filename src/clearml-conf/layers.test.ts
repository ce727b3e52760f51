import { expect, test } from 'vitest';
import { clientJson, type LayeredKey, type LayerText, layers } from './layers.ts';

const FILE: LayerText = {
  kind: 'clearml.conf',
  document: 'clearml.conf',
  text: 'sdk {\n  aws.s3.key = "file"\n  development.default_output_uri = "s3://file"\n}\n',
  format: 'hocon',
};
const TEAM: LayerText = {
  kind: 'workspace vault',
  document: 'Team',
  text: 'sdk:\n  aws:\n    s3:\n      key: team\n      secret: s\n',
  format: 'yaml',
};
const MINE: LayerText = {
  kind: 'personal vault',
  document: 'Mine',
  text: '{"sdk": {"aws": {"s3": {"key": "mine"}}}, "agent": {"worker_id": "w", "git_user": "me"}}',
  format: 'json',
};

const find = (keys: readonly LayeredKey[], key: string) => keys.find((entry) => entry.key === key);

test('the personal vault wins over workspace vaults, clearml.conf and defaults, whatever the order given', () => {
  const { keys } = layers([MINE, TEAM, FILE]);
  const key = find(keys, 'sdk.aws.s3.key');
  expect(key).toMatchObject({ value: 'mine', layer: 'personal vault', document: 'Mine', line: 1 });
  expect(key?.hid.map(({ layer, line, value }) => [layer, line, value])).toEqual([
    ['workspace vault', 4, 'team'],
    ['clearml.conf', 2, 'file'],
    ['defaults', undefined, ''],
  ]);
  expect(find(keys, 'sdk.aws.s3.secret')).toMatchObject({ value: 's', layer: 'workspace vault', line: 5 });
  expect(find(keys, 'sdk.development.worker.report_period_sec')).toMatchObject({
    value: 2,
    layer: 'defaults',
    hid: [],
  });
});

test('environment variables win where clients read them first, and only fill in elsewhere', () => {
  const environment = {
    CLEARML_DEFAULT_OUTPUT_URI: 's3://env',
    AWS_ACCESS_KEY_ID: 'env',
    AWS_SESSION_TOKEN: 't',
  };
  const { keys } = layers([FILE], { environment });
  expect(find(keys, 'sdk.development.default_output_uri')).toMatchObject({
    value: 's3://env',
    document: 'CLEARML_DEFAULT_OUTPUT_URI',
  });
  expect(find(keys, 'sdk.aws.s3.key')).toMatchObject({ value: 'file', layer: 'clearml.conf' });
  expect(find(keys, 'sdk.aws.s3.token')).toMatchObject({ value: 't', layer: 'environment' });
});

test('without keys that only defaults set, values and what they hid stay the same', () => {
  const environment = { AWS_ACCESS_KEY_ID: 'env', CLEARML_DEFAULT_OUTPUT_URI: 's3://env' };
  const { keys } = layers([MINE, TEAM, FILE], { environment, withoutDefaults: true });
  const all = layers([MINE, TEAM, FILE], { environment }).keys;
  expect(keys).toEqual(all.filter(({ layer }) => layer !== 'defaults'));
  expect(find(keys, 'sdk.aws.s3.key')?.hid.at(-1)).toMatchObject({ layer: 'defaults', value: '' });
});

test('agents keep six keys of their own against vaults', () => {
  expect(find(layers([MINE], { client: 'sdk' }).keys, 'agent.worker_id')?.value).toBe('w');
  const agent = layers([MINE], { client: 'agent' }).keys;
  expect(find(agent, 'agent.worker_id')).toMatchObject({ value: '', layer: 'defaults' });
  expect(find(agent, 'agent.git_user')?.value).toBe('me');
});

test('a text that clients cannot read is dropped whole, with its line', () => {
  const broken: LayerText = { ...TEAM, text: 'sdk.a = 1\nsdk.b = p@ss\n', format: 'hocon' };
  const { keys, dropped } = layers([broken, FILE], { withoutDefaults: true });
  expect(find(keys, 'sdk.a')).toBeUndefined();
  expect(dropped).toMatchObject([{ document: 'Team', findings: [{ code: 'client-refuses', line: 2 }] }]);
});

test('a scalar replaces a section, and a section a scalar; what they hid stays known', () => {
  const low: LayerText = { ...FILE, text: 'a { b = 1, c = 2 }\nd = 3\n' };
  const high: LayerText = { ...MINE, text: 'a = 9\nd { e = 4 }\n', format: 'hocon' };
  const { keys } = layers([low, high], { withoutDefaults: true });
  expect(keys.map(({ key, value }) => [key, value])).toEqual([
    ['a', 9],
    ['d.e', 4],
  ]);
  expect(find(keys, 'a')?.hid.map(({ value }) => value)).toEqual([1, 2]);
  expect(find(keys, 'd.e')?.hid.map(({ value }) => value)).toEqual([3]);
});

test('variables in a text are those of the machine asked about', () => {
  const text: LayerText = { ...MINE, text: 'sdk.x = ${?DATA_DIR}\n', format: 'hocon' };
  expect(find(layers([text]).keys, 'sdk.x')).toBeUndefined();
  expect(layers([text], { withoutDefaults: true, environment: { DATA_DIR: '/d' } }).keys[0]?.value).toBe(
    '/d',
  );
});

test('values print as JSON', () => {
  const value = new Map<string, never>([['a', [1, 2n ** 60n, null] as never]]);
  expect(clientJson(value, 0)).toBe('{"a":[1,1152921504606846976,null]}');
});
