// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a shell writes its variables like that.
import { describe, expect, test } from 'vitest';
import { isSecretPath } from './secret-names.ts';
import { announcesSecret, looksSecret } from './secret-values.ts';

const path = (dotted: string) => dotted.split('.');

describe('A path is secret', () => {
  test.each([
    ...['sdk.aws.s3.key', 'sdk.aws.s3.credentials.0.secret', 'sdk.azure.storage.containers[].account_key'],
    ...['agent.git_pass', 'api.credentials.access_key', 'sdk.google.storage.credentials_json', 'a.gitPass'],
    ...[
      'environment.AWS_SECRET_ACCESS_KEY',
      'environment.GITHUB_PAT',
      'environment.WANDB_API_KEY',
      'x.apiKey',
    ],
    ...[
      'environment.PGPASSWORD',
      'environment.MYSQL_PWD',
      'x.HTTPToken',
      'x.mysecret',
      'x.dbpass',
      'x.accesskey',
    ],
    ...[
      'x.secrets.deep.down',
      'x.tokens.3.name',
      'x.credentials',
      'x.credentials.0',
      'files.a.contents',
      'x.ApiKEY',
    ],
    ...[
      'x.sas',
      'x.auth.user',
      'x.my key',
      'x.pass-phrase.passphrase',
      'x.ssh.privateKey',
      'x.git.token2.token',
    ],
  ])('%s', (dotted) => {
    expect(isSecretPath(path(dotted))).toBe(true);
  });

  test.each([
    ...[
      'sdk.aws.s3.region',
      'sdk.aws.s3.credentials.0.bucket',
      'sdk.aws.s3.credentials[0].host',
      'agent.git_user',
    ],
    ...[
      'api.auth.token_expiration_threshold_sec',
      'agent.sanitize_config_printout.hide_secrets.0',
      'x.keyboard',
    ],
    ...[
      'x.tokenizer',
      'environment.TOKENIZERS_PARALLELISM',
      'x.monkey',
      'x.bypass',
      'x.compass',
      'x.author',
      'x.path',
    ],
    ...['files.a.path', 'x.contents', 'x.passive', 'x.pattern', 'x.sasquatch', ''],
  ])('not %s', (dotted) => {
    expect(isSecretPath(path(dotted))).toBe(false);
  });

  test('when the writer marked it', () => {
    expect(isSecretPath(path('x.colour.y'), ['colour'])).toBe(true);
    expect(isSecretPath(path('x.colouR'), ['colour'])).toBe(false);
    expect(isSecretPath(path('a.b.c'), ['a.b'])).toBe(true);
    expect(isSecretPath(path('a.b0.c'), ['a.b'])).toBe(false);
    expect(isSecretPath(path('x.a.b'), ['a.b'])).toBe(false);
    expect(isSecretPath(path('a.0.b'), ['a.b'])).toBe(true);
    expect(isSecretPath(['x', 'a.b'], ['a.b'])).toBe(true);
    expect(isSecretPath(['a', 'b.c'], ['a."b.c"'])).toBe(true);
    expect(isSecretPath(path('api.auth.token_expiration_threshold_sec'), ['api'])).toBe(true);
    expect(isSecretPath(path('x'), ['', ' '])).toBe(false);
  });
});

describe('A value looks secret', () => {
  test.each([
    ...[
      'https://user:pw@host/x',
      'postgres://u:a/b@h/db',
      'x s3://k:1@b',
      'AWS_SECRET_ACCESS_KEY=abc',
      'TOKEN = x',
    ],
    ...[
      '-e DB_PASSWORD=x',
      'export PASS="x"',
      'KEY_ID=4',
      '--password x',
      '--registry-token\tx',
      'password: x',
    ],
    ...['{"secret_key": "x"}', 'AccountName=a;AccountKey=b', 'Authorization: Basic x', 'bearer abcdefgh1'],
    ...['ghp_abcdefgh1234', 'glpat-abcdefgh1', 'AKIAABCDEFGHIJKLMNOP', 'ASIAABCDEFGHIJKLMNOP', 'xoxb-1234'],
    ...['https://a/b?sv=1&sig=abcd%3D', 'eyJhbGciOi.eyJzdWIi.abc', '-----BEGIN RSA PRIVATE KEY-----\nx'],
    ...[
      '-----BEGIN PRIVATE KEY-----',
      'hf_abcdefghijklmnopq',
      'https://hooks.slack.com/services/T/B/x',
      'TOKEN=$TOKEN',
    ],
  ])('%s', (value) => {
    expect(looksSecret(value)).toBe(true);
  });

  test.each([
    ...[
      'https://host:8080/path',
      'https://host:80/a@b',
      'git@github.com:org/repo.git',
      'ssh://git@host/x',
      'compat=1',
    ],
    ...[
      'TOKEN=${TOKEN}',
      'author=ada',
      'path=/x',
      '--password',
      '-----BEGIN CERTIFICATE-----',
      'eyJabc',
      'KEY=',
    ],
    ...[
      'a key to success',
      'registry:5000/image@sha256:abc',
      'TOKENIZERS_PARALLELISM=false',
      'keyboard=us',
      '',
    ],
  ])('not %s', (value) => {
    expect(looksSecret(value)).toBe(false);
  });

  test.each(['--password', '--registry-token', '-secret', '--api-key'])('after %s', (argument) => {
    expect(announcesSecret(argument)).toBe(true);
  });

  test.each(['-e', '--key-length', 'password', '--password=x'])('not after %s', (argument) => {
    expect(announcesSecret(argument)).toBe(false);
  });
});
