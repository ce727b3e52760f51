import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  commentText,
  confBlock,
  dockerBlock,
  environmentBlock,
  jupyterBlock,
  kubernetesBlock,
  type SetUp,
  shellQuote,
} from './set-up-blocks.ts';

const SET_UP: SetUp = {
  web_server: 'https://ml.example.org',
  api_server: 'https://ml.example.org/api',
  files_server: 'https://ml.example.org/files',
  access_key: 'NC4AZVRVXBJP6NKT3GSQ0BKQ9ISQ4I',
  secret_key: 'qoVeyHu00Ifi7veuw001O4Q6i4hKYENpjmuFsfe_gwn2FAoSMsal2P86QgjYwk3ktPl',
  label: 'Workstation',
  workspace: 'Vision Lab',
};
const HOSTILE = ['}', '\n}\n', 'a\nb', 'x\r\n}', '\u2028}', '  ', '"quoted"', '# twice', '\u0085}'];

describe('clearml.conf', () => {
  test('is the text ClearML’s own dialog gives', () => {
    expect(confBlock(SET_UP)).toBe(
      `api {
  # Vision Lab
  web_server: https://ml.example.org/
  api_server: https://ml.example.org/api
  files_server: https://ml.example.org/files
  # Workstation
  credentials {
    "access_key" = "NC4AZVRVXBJP6NKT3GSQ0BKQ9ISQ4I"
    "secret_key" = "qoVeyHu00Ifi7veuw001O4Q6i4hKYENpjmuFsfe_gwn2FAoSMsal2P86QgjYwk3ktPl"
  }
}`,
    );
  });

  test.each(HOSTILE)('stays one block for clearml-init with the name %j', (name) => {
    const text = confBlock({ ...SET_UP, label: name, workspace: name }).split('\n');
    expect(text.filter((line) => line.trim() === '')).toEqual([]);
    expect(text.findIndex((line) => line.trimEnd() === '}')).toBe(text.length - 1);
    const configuration = text.filter((line) => !line.startsWith('  # '));
    expect(configuration.join('\n')).toBe(confBlock({ ...SET_UP, label: null, workspace: undefined }));
  });
});

test('a comment never holds a line break', () => {
  for (const name of HOSTILE) expect(commentText(name)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
  expect(commentText(null)).toBe('');
});

test('the notebook cell sets five variables, the label between hosts and keys', () => {
  expect(jupyterBlock(SET_UP).split('\n')).toEqual([
    '%env CLEARML_WEB_HOST=https://ml.example.org/',
    '%env CLEARML_API_HOST=https://ml.example.org/api',
    '%env CLEARML_FILES_HOST=https://ml.example.org/files',
    '# Workstation',
    `%env CLEARML_API_ACCESS_KEY=${SET_UP.access_key}`,
    `%env CLEARML_API_SECRET_KEY=${SET_UP.secret_key}`,
  ]);
});

test('a shell reads every value back unchanged', () => {
  expect(shellQuote('plain_1')).toBe('plain_1');
  expect(shellQuote("it's $HOME")).toBe("'it'\\''s $HOME'");
  expect(environmentBlock(SET_UP).split('\n')).toHaveLength(5);
  expect(environmentBlock({ ...SET_UP, secret_key: 'a b' })).toContain("CLEARML_API_SECRET_KEY='a b'");
});

test('docker run is one command of the shell', () => {
  const text = dockerBlock({ ...SET_UP, secret_key: 'a;b' }).split('\n');
  expect(text.slice(0, -1).every((line) => line.endsWith(' \\'))).toBe(true);
  expect(text).toContain("  -e 'CLEARML_API_SECRET_KEY=a;b' \\");
});

test.each(HOSTILE)('the Kubernetes Secret is valid YAML with the name %j', (name) => {
  const secret = parse(kubernetesBlock({ ...SET_UP, access_key: '123456', label: name, workspace: name }));
  expect(secret).toMatchObject({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'clearml' } });
  expect(secret.stringData).toEqual({
    CLEARML_WEB_HOST: 'https://ml.example.org/',
    CLEARML_API_HOST: SET_UP.api_server,
    CLEARML_FILES_HOST: SET_UP.files_server,
    CLEARML_API_ACCESS_KEY: '123456',
    CLEARML_API_SECRET_KEY: SET_UP.secret_key,
  });
});
