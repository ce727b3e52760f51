import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { conf } from './conf.ts';

const folder = mkdtempSync(join(tmpdir(), 'conf-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function run(args: string[], input = '') {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const code = await conf(args, { stdin: Readable.from([input]), stdout, stderr });
  const text = (stream: PassThrough) => String(stream.read() ?? '');
  return { code, out: text(stdout), err: text(stderr) };
}

describe('conf read', () => {
  test('prints the value by the specification, from a file or from standard input', async () => {
    const path = file('a.conf', 'a = ${X} s\nb = [1, 10s]\n');
    const { code, out, err } = await run(['read', path, '--env', 'X=5']);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toEqual({ a: '5 s', b: [1, '10s'] });
    expect(JSON.parse((await run(['read', '-'], 'a : 1')).out)).toEqual({ a: 1 });
  });

  test('prints what clients read', async () => {
    const { code, out } = await run(['read', '-', '--as', 'client'], 'a:\n b: 1\n');
    expect([code, JSON.parse(out)]).toEqual([0, { a: 'b: 1' }]);
  });

  test('prints errors as one document, with exit code 1', async () => {
    const { code, out } = await run(['read', '-'], 'a = 1\nb = {\n');
    expect(code).toBe(1);
    expect(JSON.parse(out).errors[0]).toEqual({
      code: 'brace-unclosed',
      message: expect.any(String),
      line: 2,
      column: 5,
      hint: expect.any(String),
    });
    const client = await run(['read', '-', '--as', 'client'], 'a = 1\nb = p@ss\n');
    expect([client.code, JSON.parse(client.out).errors[0]]).toMatchObject([
      1,
      { code: 'syntax', line: 2, column: 6 },
    ]);
  });

  test('reads YAML and JSON by name or by option', async () => {
    expect(JSON.parse((await run(['read', file('b.yaml', 'a:\n  b: 1\n')])).out)).toEqual({ a: { b: 1 } });
    expect(JSON.parse((await run(['read', '-', '--format', 'json'], '{"a": 1}')).out)).toEqual({ a: 1 });
    expect((await run(['read', '-', '--format', 'json'], 'a = 1')).code).toBe(1);
  });

  test('turns units into numbers only when asked', async () => {
    const text = 'a = 10s, b = 512K, c = 2w, d = 3 months, e = "x 5"\n';
    expect(JSON.parse((await run(['read', '-'], text)).out)).toEqual({
      a: '10s',
      b: '512K',
      c: '2w',
      d: '3 months',
      e: 'x 5',
    });
    expect(JSON.parse((await run(['read', '-', '--units'], text)).out)).toEqual({
      a: 10_000,
      b: 524_288,
      c: 1_209_600_000,
      d: '3 months',
      e: 'x 5',
    });
  });

  test('includes from one folder and from nowhere else', async () => {
    file('inc.conf', 'x = 1\n');
    const text = 'include "inc.conf"\ny = 2\n';
    expect(JSON.parse((await run(['read', '-', '--include-dir', folder], text)).out)).toEqual({ x: 1, y: 2 });
    expect((await run(['read', '-'], text)).code).toBe(1);
    expect(
      JSON.parse((await run(['read', '-', '--as', 'client', '--include-dir', folder], text)).out),
    ).toEqual({ x: 1, y: 2 });
    const outside = 'include "../../../etc/hostname"\ny = 2\n';
    expect(
      JSON.parse((await run(['read', '-', '--as', 'client', '--include-dir', folder], outside)).out),
    ).toEqual({ y: 2 });
  });

  test('never reads the environment of its own', async () => {
    expect((await run(['read', '-'], 'a = ${PATH}\n')).code).toBe(1);
  });
});

test('conf check prints the findings, with exit code 1 when one is an error', async () => {
  const bad = await run(['check', '-'], 'p = pa$$word\n');
  expect([bad.code, JSON.parse(bad.out).findings[0].code]).toEqual([1, 'unquoted-special']);
  const good = await run(['check', '-'], 'p = "pa$$word"\n');
  expect([good.code, JSON.parse(good.out)]).toEqual([0, { findings: [] }]);
});

test('conf format lays a text out', async () => {
  expect(await run(['format', '-', '--format', 'json'], '{"a":1}')).toEqual({
    code: 0,
    out: '{\n  "a": 1\n}\n',
    err: '',
  });
  const { code, out } = await run(['format', '-'], '# note\na : {b:1}\n');
  expect(code).toBe(0);
  expect(out).toContain('# note');
  expect((await run(['format', '-'], 'a = {\n')).code).toBe(1);
});

test('conf why names the layer and line of each key, and what it hid', async () => {
  const local = file('clearml.conf', 'sdk.aws.s3.key = "local"\n');
  const team = file('team.yaml', 'sdk:\n  aws:\n    s3:\n      key: team\n');
  const mine = file('mine.json', '{"sdk": {"aws": {"s3": {"key": "mine"}}}}');
  const { code, out } = await run([
    'why',
    local,
    team,
    mine,
    '--key',
    'sdk.aws.s3.key',
    '--env',
    'AWS_ACCESS_KEY_ID=env',
  ]);
  expect(code).toBe(0);
  expect(JSON.parse(out).keys).toEqual([
    {
      key: 'sdk.aws.s3.key',
      value: 'mine',
      layer: 'personal vault',
      document: 'mine.json',
      line: 1,
      hid: [
        { value: 'team', layer: 'workspace vault', document: 'team.yaml', line: 4 },
        { value: 'local', layer: 'clearml.conf', document: 'clearml.conf', line: 1 },
        { value: '', layer: 'defaults', document: '' },
      ],
    },
  ]);
  expect((await run(['why', local, '--key', 'sdk.nothing'])).code).toBe(1);
  expect(JSON.parse((await run(['why', local])).out).keys).toMatchObject([
    { key: 'sdk.aws.s3.key', line: 1, hid: [{ value: '', layer: 'defaults' }] },
  ]);
});

test.each([
  [[]],
  [['read']],
  [['read', 'a', 'b']],
  [['read', '-', '--format', 'xml']],
  [['read', '-', '--as', 'agent']],
  [['read', '-', '--env', 'X']],
  [['read', '-', '--unknown']],
  [['read', join(folder, 'absent.conf')]],
  [['why']],
  [['why', '-', '--client', 'x']],
  [['nonsense', '-']],
])('%j is wrong usage: exit code 2, and nothing on standard output', async (args) => {
  const { code, out, err } = await run(args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('Usage:');
});
