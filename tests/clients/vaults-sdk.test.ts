import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { type SdkProcess, startSdk } from './sdk-process.ts';
import { makeVaultStage, type VaultStage } from './vault-stage.ts';

const python = inject('python');
const missing = 'skipped' in python ? python.skipped : undefined;

const FORMATS = {
  hocon: `# what a team shares
    sdk.aws.s3 { key = AKIAVAULT, secret = "p@ss$wörd#1", region = "eu-west-1" }
    sdk.development { default_output_uri: "s3://a-bucket/x", worker.report_period_sec = 7 }
    mine { list = [1, 2.5, "three", true, null], "dotted.key" = yes, nested { deep = 1e3, long = "10s" } }`,
  json: JSON.stringify({
    sdk: {
      aws: { s3: { key: 'AKIAVAULT', secret: 'p@ss$wörd#1', region: 'eu-west-1' } },
      development: { default_output_uri: 's3://a-bucket/x', worker: { report_period_sec: 7 } },
    },
    mine: { list: [1, 2.5, 'three', true, null], 'dotted.key': 'yes', nested: { deep: 1000, long: '10s' } },
  }),
  yaml: `# what a team shares
sdk:
  aws:
    s3: { key: AKIAVAULT, secret: "p@ss$wörd#1", region: eu-west-1 }
  development:
    default_output_uri: s3://a-bucket/x
    worker:
      report_period_sec: 7
mine:
  list: [1, 2.5, three, true, null]
  dotted.key: yes
  nested:
    deep: 1000
    long: 10s
`,
} as const;

const LOCAL = 'sdk.aws.s3 { key: from-conf, secret: from-conf, region: from-conf }';

describe.skipIf(missing)(`vaults in the genuine SDK${missing ? ` (${missing})` : ''}`, () => {
  let stage: VaultStage;
  let sdk: SdkProcess;
  beforeAll(async () => {
    stage = await makeVaultStage();
    if ('sdk' in python) sdk = startSdk(python.sdk, stage.home, {}, 'vaults_sdk_driver.py');
  });
  afterAll(async () => {
    sdk?.stop();
    await stage.end();
  });
  beforeEach(async () => {
    await stage.clear();
    stage.configure(stage.key, LOCAL);
  });

  const open = (more: Record<string, unknown> = {}) => sdk.ask({ do: 'open', ...more });
  const BUCKET = { key: 'from-conf', secret: 'from-conf', region: 'from-conf' };

  test('HOCON, JSON and YAML give equal configuration, as a task sees it', async () => {
    const keys = ['development.default_output_uri', 'development.worker.report_period_sec'];
    const seen = [];
    for (const format of ['hocon', 'json', 'yaml'] as const) {
      await stage.save(FORMATS[format], { format });
      seen.push(await open({ keys }));
    }
    const [hocon, ...others] = seen;
    expect(hocon.bucket).toEqual({ key: 'AKIAVAULT', secret: 'p@ss$wörd#1', region: 'eu-west-1' });
    expect(hocon.sdk).toEqual({ [keys[0] ?? '']: 's3://a-bucket/x', [keys[1] ?? '']: 7 });
    expect(hocon.all.mine).toEqual(JSON.parse(FORMATS.json).mine);
    for (const other of others) expect(other).toEqual(hocon);
    expect(hocon.said).not.toContain('vault');
  });

  test('personal beats workspace beats clearml.conf', async () => {
    await stage.save('sdk.aws.s3 { secret = from-first, region = from-first }', { name: 'first' });
    await stage.save('sdk.aws.s3.region = from-second\nsdk.aws.s3.extra_args.a = second', { name: 'second' });
    expect((await open()).bucket).toEqual({ ...BUCKET, secret: 'from-first', region: 'from-second' });
    await stage.save('sdk.aws.s3.region = from-mine');
    const { bucket, all } = await open();
    expect(bucket).toEqual({ ...BUCKET, secret: 'from-first', region: 'from-mine' });
    expect(all.sdk.aws.s3.extra_args).toEqual({ a: 'second' });
  });

  test('an environment variable beats them all', async () => {
    await stage.save('api.files_server = "http://shared:1"', { name: 'shared' });
    await stage.save('api.files_server = "http://mine:1"\nsdk.storage.cache.default_base_dir = /from/vault');
    const without = { CLEARML_CACHE_DIR: '' };
    expect(await open({ env: without })).toMatchObject({
      files_server: 'http://mine:1',
      cache_dir: '/from/vault',
    });
    const env = { CLEARML_FILES_HOST: 'http://environment:1', CLEARML_CACHE_DIR: '/from/environment' };
    expect(await open({ env })).toMatchObject({
      files_server: 'http://environment:1',
      cache_dir: '/from/environment',
    });
  });

  test('what is switched off gives nothing; switched on it is there with the next Session', async () => {
    await stage.save('sdk.aws.s3.region = from-mine', { enabled: false });
    await stage.save('sdk.aws.s3.secret = from-shared', { enabled: false, name: 'shared' });
    expect((await open()).bucket).toEqual(BUCKET);
    const { before, status, after } = await sdk.ask({
      do: 'open_twice',
      between: 'users.add_or_update_vault',
      body: { vault: { scope: 'user', enabled: true } },
    });
    expect([before.bucket, status]).toEqual([BUCKET, 200]);
    expect(after.bucket).toEqual({ ...BUCKET, region: 'from-mine' });
    await stage.save('sdk.aws.s3.region = from-mine', { enabled: false });
    expect((await open()).bucket).toEqual(BUCKET);
  });

  test('a broken text is refused when it is switched on, and never gets to a client', async () => {
    const broken = 'sdk.aws.s3.region = pa$$word\nsdk.aws.s3.key = {';
    await stage.save(broken, { enabled: false });
    const { before, status, after } = await sdk.ask({
      do: 'open_twice',
      between: 'users.add_or_update_vault',
      body: { vault: { scope: 'user', enabled: true } },
    });
    expect(status).toBe(400);
    for (const seen of [before, after]) expect(seen.bucket).toEqual(BUCKET);
    expect((await open()).said).not.toContain('Failed parsing vault');
  });

  test('environment and files sections work', async () => {
    const text = `sdk { apply_environment = true, apply_files = true }
      environment { MY_TOKEN = "p@ss#1", MY_NUMBER = 5, HF_HOME = "/data/hf" }
      files { one { path = "~/made/by-vault.txt", contents = "line 1\\nline ä" } }`;
    const file = join(stage.home, 'made', 'by-vault.txt');
    const variables = ['MY_TOKEN', 'MY_NUMBER', 'HF_HOME'];
    await stage.save(text, { enabled: false });
    expect((await open({ variables })).variables).toEqual({ MY_TOKEN: null, MY_NUMBER: null, HF_HOME: null });
    expect(existsSync(file)).toBe(false);
    await stage.save(text);
    const opened = await open({ variables, env: { HF_HOME: '/local' } });
    expect(opened.variables).toEqual({ MY_TOKEN: 'p@ss#1', MY_NUMBER: '5', HF_HOME: '/data/hf' });
    expect(readFileSync(file, 'utf8')).toBe('line 1\nline ä');
  });

  test('nobody else gets it: another member, another workspace of the same person, a client that opted out', async () => {
    await stage.save('sdk.aws.s3.region = from-mine');
    stage.configure(stage.mira.key, LOCAL);
    expect((await open()).bucket).toEqual(BUCKET);
    stage.configure(stage.ada.key, LOCAL);
    expect((await open()).bucket).toEqual(BUCKET);
    stage.configure(stage.key, LOCAL);
    expect((await open({ env: { CLEARML_DISABLE_VAULT_SUPPORT: '1' } })).bucket).toEqual(BUCKET);
    expect((await open()).bucket).toEqual({ ...BUCKET, region: 'from-mine' });
  });

  test('shows in the rollout with worker, client and version, from a second session too', async () => {
    const env = { CLEARML_WORKER_NAME: 'gpu-7' };
    const vault = await stage.save('sdk.aws.s3.region = first');
    await sdk.ask({ do: 'open_twice', between: 'users.get_current_user', body: {}, env });
    await stage.save('sdk.aws.s3.region = second');
    await open();
    const { summary, workers } = await stage.rollout(vault);
    expect(summary).toBe('1 of 2 workers have version 2; gpu-7 has 1 since today.');
    const common = { user: { id: stage.mira.id }, client: 'clearml-2.1.7', address: '127.0.0.1' };
    expect(workers).toMatchObject([
      { ...common, worker: hostname(), state: 'current', version: 2 },
      { ...common, worker: 'gpu-7', state: 'behind', version: 1 },
    ]);
    await open({ env });
    expect((await stage.rollout(vault)).summary).toBe('2 of 2 workers have version 2.');
  });
});
