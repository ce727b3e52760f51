import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import type { OperatorError } from './operator-error.ts';
import { ConfigError } from './read-setting.ts';
import { SETTINGS } from './settings.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const KEY = Buffer.alloc(32, 9).toString('base64');

/** What the operator reads when a start with this environment is refused. */
function refusal(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as OperatorError).exitCode).toBe(2);
    return (error as Error).message;
  }
  return expect.fail('it was not refused');
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('a bucket for files', () => {
  const BUCKET = { ATRIUM_FILES_S3_BUCKET: 'team-files' };

  test('is none unless one is named, and Amazon’s unless an endpoint is', () => {
    expect(readConfig({}).config.files_s3).toBeUndefined();
    expect(readConfig(BUCKET).config.files_s3).toEqual({
      ...{ bucket: 'team-files', prefix: '', endpoint: undefined, region: 'us-east-1', path_style: false },
    });
    expect(readConfig(BUCKET).secrets.files_s3_keys).toBeUndefined();
  });

  test('has its keys among the secrets, from a file too', () => {
    const { config, secrets } = readConfig({
      ...BUCKET,
      ATRIUM_FILES_S3_PREFIX: '/atrium/files/',
      ATRIUM_FILES_S3_ENDPOINT: 'https://minio.example.org:9000/',
      ATRIUM_FILES_S3_ACCESS_KEY: 'AKIA',
      ATRIUM_FILES_S3_SECRET_KEY_FILE: file('s3-key', 'sesame\n'),
    });
    expect(config.files_s3).toMatchObject({
      ...{ prefix: 'atrium/files/', endpoint: 'https://minio.example.org:9000', path_style: true },
    });
    expect(secrets.files_s3_keys).toEqual({ access_key: 'AKIA', secret_key: 'sesame' });
    expect(JSON.stringify(config)).not.toContain('sesame');
  });

  test.each([
    [{ ATRIUM_FILES_S3_REGION: 'eu-west-1' }, /ATRIUM_FILES_S3_REGION needs ATRIUM_FILES_S3_BUCKET/],
    [{ ATRIUM_FILES_S3_SECRET_KEY: 'sesame' }, /ATRIUM_FILES_S3_SECRET_KEY needs ATRIUM_FILES_S3_BUCKET/],
    [{ ATRIUM_FILES_S3_BUCKET: 'team/files' }, /"team\/files".*ATRIUM_FILES_S3_PREFIX/],
    [{ ...BUCKET, ATRIUM_FILES_S3_PREFIX: 'a/../b' }, /ATRIUM_FILES_S3_PREFIX/],
    [{ ...BUCKET, ATRIUM_FILES_S3_PREFIX: 'x'.repeat(91) }, /at most 90 bytes/],
    [
      { ...BUCKET, ATRIUM_FILES_S3_ENDPOINT: 'https://minio.example.org/team-files' },
      /scheme, host and port/,
    ],
    [{ ...BUCKET, ATRIUM_FILES_S3_ACCESS_KEY: 'AKIA' }, /belong together/],
    [{ ...BUCKET, ATRIUM_FILES_S3_PATH_STYLE: 'yes' }, /takes on or off/],
  ])('%o is refused', (environment, sentence) => {
    expect(refusal(environment)).toMatch(sentence);
    expect(refusal(environment)).not.toContain('sesame');
  });
});

test('an empty environment gives the defaults, frozen', () => {
  const { config, secrets } = readConfig({});
  expect(config).toMatchObject({
    ...{
      host: '127.0.0.1',
      web_port: 8080,
      api_port: 8008,
      files_port: 8081,
      trust_proxy: 0,
      log_level: 'info',
    },
    ...{
      web_url: 'http://127.0.0.1:8080',
      api_url: 'http://127.0.0.1:8008',
      files_url: 'http://127.0.0.1:8081',
    },
    ...{
      base_path: '/',
      https: false,
      usage_url: undefined,
      do_not_track: false,
      admin: undefined,
      cors_origins: [],
    },
  });
  expect(secrets).toEqual({
    database_url: undefined,
    root_key: undefined,
    admin_password: undefined,
    metrics_token: undefined,
  });
  for (const part of [config, secrets, config.web_origins, config.cors_origins, config.files_aliases])
    expect(Object.isFrozen(part)).toBe(true);
});

test('hosts of storage that are allowed are kept as a URL writes them', () => {
  const { config } = readConfig({
    ATRIUM_STORAGE_ALLOW_HOSTS: ' 127.1:9000, MinIO.local:80,[0:0::1]:443 ',
    ATRIUM_STORAGE_PRIVATE: 'off',
  });
  expect(config.storage_allow_hosts).toEqual(['127.0.0.1:9000', 'minio.local:80', '[::1]:443']);
  expect(config.storage_private).toBe(false);
  expect(readConfig({}).config).toMatchObject({ storage_private: true, storage_allow_hosts: [] });
});

test('nothing but secrets stands among the secrets, and none of them among the settings', () => {
  const { config } = readConfig({
    DATABASE_URL: 'postgres://u:planted@h/d',
    ATRIUM_SECRET_KEY: KEY,
    ATRIUM_METRICS_TOKEN: 'planted',
    ATRIUM_ADMIN_EMAIL: 'a@b.c',
    ATRIUM_ADMIN_PASSWORD: 'planted',
  });
  expect(JSON.stringify(config)).not.toMatch(/planted/);
  expect(JSON.stringify(config)).not.toContain(KEY);
});

describe('an unknown name stops the start', () => {
  test.each([
    ['ATRIUM_PUBLIC_UR', 'Did you mean ATRIUM_PUBLIC_URL?'],
    ['ATRIUM_WEBPORT', 'Did you mean ATRIUM_WEB_PORT?'],
    ['ATRIUM_SECRETKEY_FILE', 'Did you mean ATRIUM_SECRET_KEY_FILE?'],
    ['ATRIUM_SOMETHING_ELSE_ENTIRELY', 'docs/configuration.md lists them all.'],
    ['ATRIUM_HOST_FILE', 'is not a setting'],
  ])('%s: %s', (name, hint) => {
    const sentence = refusal({ [name]: 'x' });
    expect(sentence).toContain(`${name} is not a setting of Atrium.`);
    expect(sentence).toContain(hint);
  });

  test('names that are not ours are none of our business', () => {
    expect(() => readConfig({ PATH: '/bin', POSTGRES_HOST: 'x', CLEARML_API_HOST: 'x' })).not.toThrow();
  });
});

describe('a value that cannot be used names its variable and the rule', () => {
  test.each<[Record<string, string>, RegExp]>([
    ...['0', '65536', '80.5', 'http', '-1'].map((port): [Record<string, string>, RegExp] => [
      { ATRIUM_API_PORT: port },
      /^ATRIUM_API_PORT is ".*": a port is a whole number/,
    ]),
    ...[
      'ml.example.org',
      'ftp://x',
      'https://u:p@x',
      'https://x?a=1',
      'https://x#a',
      'javascript:alert(1)',
    ].map((url): [Record<string, string>, RegExp] => [
      { ATRIUM_PUBLIC_URL: url },
      /^ATRIUM_PUBLIC_URL is ".*": it takes an http or https address/,
    ]),
    [{ ATRIUM_USAGE_URL: 'x' }, /^ATRIUM_USAGE_URL is/],
    [{ ATRIUM_PUBLIC_URL: 'https://x', ATRIUM_API_URL: 'https://x' }, /three different addresses/],
    [{ ATRIUM_API_PORT: '8080' }, /three different addresses/],
    [{ ATRIUM_TRUST_PROXY: 'all' }, /^ATRIUM_TRUST_PROXY is "all": it takes how many proxies/],
    [{ ATRIUM_TRUST_PROXY: 'true' }, /^ATRIUM_TRUST_PROXY/],
    [{ ATRIUM_TRUST_PROXY: '10.0.0.0/8,proxy.local' }, /^ATRIUM_TRUST_PROXY/],
    [{ ATRIUM_TRUST_PROXY: '0.0.0.0/0' }, /^ATRIUM_TRUST_PROXY/],
    [{ ATRIUM_TRUST_PROXY: '10.0.0.0/33' }, /^ATRIUM_TRUST_PROXY/],
    [{ ATRIUM_TRUST_PROXY: '10.0.0' }, /^ATRIUM_TRUST_PROXY/],
    [{ ATRIUM_TRUST_PROXY: '::/0' }, /^ATRIUM_TRUST_PROXY/],
    [{ ATRIUM_CORS_ORIGINS: '*' }, /^ATRIUM_CORS_ORIGINS holds "\*": an origin is/],
    [{ ATRIUM_CORS_ORIGINS: 'https://a.example.org/path' }, /^ATRIUM_CORS_ORIGINS/],
    [{ ATRIUM_CORS_ORIGINS: 'https://a.example.org,null' }, /^ATRIUM_CORS_ORIGINS holds "null"/],
    [{ ATRIUM_CORS_ORIGINS: 'https://*.example.org' }, /^ATRIUM_CORS_ORIGINS/],
    [{ ATRIUM_STORAGE_PRIVATE: 'no' }, /^ATRIUM_STORAGE_PRIVATE is "no": it takes on or off/],
    [
      { ATRIUM_STORAGE_ALLOW_HOSTS: 'minio' },
      /^ATRIUM_STORAGE_ALLOW_HOSTS holds "minio": it takes hosts with/,
    ],
    [{ ATRIUM_STORAGE_ALLOW_HOSTS: 'http://minio:9000' }, /^ATRIUM_STORAGE_ALLOW_HOSTS/],
    [{ ATRIUM_STORAGE_ALLOW_HOSTS: 'minio:99999' }, /^ATRIUM_STORAGE_ALLOW_HOSTS/],
    [{ ATRIUM_STORAGE_ALLOW_HOSTS: '*:9000' }, /^ATRIUM_STORAGE_ALLOW_HOSTS/],
    [{ ATRIUM_STORAGE_ALLOW_HOSTS: 'minio:0' }, /^ATRIUM_STORAGE_ALLOW_HOSTS/],
    [{ ATRIUM_LOG_LEVEL: 'loud' }, /^ATRIUM_LOG_LEVEL is "loud": it takes one of fatal/],
    [{ ATRIUM_AUDIT_DAYS: '30d' }, /^ATRIUM_AUDIT_DAYS is "30d": it takes a whole number of days/],
    [{ ATRIUM_AUDIT_DAYS: '-1' }, /^ATRIUM_AUDIT_DAYS/],
    [{ ATRIUM_ADMIN_EMAIL: 'a@b.c' }, /^ATRIUM_ADMIN_EMAIL needs ATRIUM_ADMIN_PASSWORD/],
    [{ DATABASE_URL: 'mysql://x', ATRIUM_SECRET_KEY: KEY }, /^DATABASE_URL must begin with postgres/],
    [{ DATABASE_URL: 'postgres://x/y' }, /^DATABASE_URL needs ATRIUM_SECRET_KEY/],
    [{ ATRIUM_SECRET_KEY: 'short' }, /^ATRIUM_SECRET_KEY must be 32 bytes in base64/],
    [{ ATRIUM_SECRET_KEY: Buffer.alloc(33).toString('base64') }, /^ATRIUM_SECRET_KEY/],
    [{ ATRIUM_SECRET_KEY: `${KEY.slice(0, 20)}!!${KEY.slice(20)}` }, /^ATRIUM_SECRET_KEY/],
  ])('%j', (environment, sentence) => {
    expect(refusal(environment)).toMatch(sentence);
  });

  test('and never repeats a secret', () => {
    const planted = 'planted-secret-value';
    for (const name of ['DATABASE_URL', 'ATRIUM_SECRET_KEY'])
      expect(refusal({ [name]: planted })).not.toContain(planted);
  });
});

describe('a secret also comes as a file', () => {
  const names = SETTINGS.filter(({ secret }) => secret).map(({ name }) => name);

  test('these do', () => {
    expect(names.toSorted()).toEqual([
      'ATRIUM_ADMIN_PASSWORD',
      'ATRIUM_FILES_S3_ACCESS_KEY',
      'ATRIUM_FILES_S3_SECRET_KEY',
      'ATRIUM_METRICS_TOKEN',
      'ATRIUM_NEW_SECRET_KEY',
      'ATRIUM_SECRET_KEY',
      'ATRIUM_SMTP_URL',
      'DATABASE_URL',
    ]);
  });

  test('read without the line end', () => {
    const { secrets } = readConfig({
      DATABASE_URL_FILE: file('url', 'postgres://u:p@h/d\n'),
      ATRIUM_SECRET_KEY_FILE: file('key', `${KEY}\n`),
      ATRIUM_METRICS_TOKEN_FILE: file('token', 'token\n'),
      ATRIUM_ADMIN_PASSWORD_FILE: file('password', ' a b \n'),
    });
    expect(secrets).toMatchObject({
      database_url: 'postgres://u:p@h/d',
      root_key: Buffer.alloc(32, 9),
      metrics_token: 'token',
    });
  });

  test.each(names)('%s and its file are not both given, and a file that is missing is named', (name) => {
    const path = file('both', KEY);
    expect(refusal({ [name]: 'x', [`${name}_FILE`]: path })).toBe(
      `${name} and ${name}_FILE are both set: keep one.`,
    );
    expect(refusal({ [`${name}_FILE`]: join(folder, 'no such') })).toMatch(
      new RegExp(`^${name}_FILE: the file .* cannot be read`),
    );
  });
});

describe('addresses', () => {
  test('come from the public URL, with its sub-path', () => {
    const { config } = readConfig({ ATRIUM_PUBLIC_URL: 'https://ml.example.org/atrium/' });
    expect(config).toMatchObject({
      ...{ web_url: 'https://ml.example.org/atrium', api_url: 'https://ml.example.org/atrium/api' },
      ...{ files_url: 'https://ml.example.org/atrium/files', base_path: '/atrium/', https: true },
    });
    expect(config.web_origins).toEqual(['https://ml.example.org']);
  });

  test('a port that is the scheme’s own does not stand in the origin', () => {
    expect(readConfig({ ATRIUM_PUBLIC_URL: 'https://ml.example.org:443' }).config.web_origins).toEqual([
      'https://ml.example.org',
    ]);
  });
});

const DOCUMENT = fileURLToPath(new URL('../../docs/configuration.md', import.meta.url));

test.skipIf(!existsSync(DOCUMENT))(
  'docs/configuration.md lists every setting, its default and its meaning',
  () => {
    const text = readFileSync(DOCUMENT, 'utf8');
    for (const { name } of SETTINGS) expect(text).toContain(`\`${name}\``);
    const named = new Set(text.match(/\bATRIUM_[A-Z0-9_]+\b/g));
    const known = SETTINGS.flatMap(({ name }) => [name, `${name}_FILE`]);
    for (const name of named) expect([...known, 'ATRIUM_']).toContain(name);
  },
);
