import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { launch } from '../support/process/launch.ts';
import { seedService } from '../support/seeds.ts';
import { clientEnvironment, type SdkProcess, startSdk } from './sdk-process.ts';
import { makeVaultStage, type VaultStage } from './vault-stage.ts';

const python = inject('python');
const missing = 'skipped' in python ? python.skipped : undefined;

const KEPT = [
  'cuda_version',
  'cudnn_version',
  'default_python',
  'worker_id',
  'worker_name',
  'debug',
] as const;

const LOCAL = `agent {
  cuda_version: 11.2, cudnn_version: 8.1, default_python: "3.8", worker_id: local-id, worker_name: local-name
  debug: false, git_user: from-conf, git_pass: from-conf, git_host: from-conf
}`;

describe.skipIf(missing)(`vaults in the genuine agent${missing ? ` (${missing})` : ''}`, () => {
  let stage: VaultStage;
  let agent: SdkProcess;
  beforeAll(async () => {
    stage = await makeVaultStage();
    if ('agent' in python) agent = startSdk(python.agent, stage.home, {}, 'vaults_agent_driver.py');
  });
  afterAll(async () => {
    agent?.stop();
    await stage.end();
  });
  beforeEach(async () => {
    await stage.clear();
    stage.configure(stage.key, LOCAL);
  });

  const open = (more: Record<string, unknown> = {}) => agent.ask({ do: 'open', ...more });
  const git = ({ all }: { all: { agent: Record<string, unknown> } }) => {
    const { git_user, git_pass, git_host } = all.agent;
    return [git_user, git_pass, git_host];
  };
  const NONE = ['from-conf', 'from-conf', 'from-conf'];

  test('its log names ours; personal beats workspace beats clearml.conf', async () => {
    await stage.save('agent { git_pass = "p@ss#1", git_host = shared }', { name: 'Team secrets' });
    await stage.save('agent:\n  git_host: mine\n', { format: 'yaml' });
    const opened = await open();
    expect(git(opened)).toEqual(['from-conf', 'p@ss#1', 'mine']);
    expect(opened.said.match(/^Loaded .*$/gm)).toEqual([
      `Loaded group vault for user ${stage.mira.id}: Team secrets`,
      `Loaded user vault for user ${stage.mira.id}: Personal vault`,
    ]);
  });

  test('HOCON, JSON and YAML give equal configuration', async () => {
    const values = { git_user: 'bot', git_pass: 'p@ss$wörd#1', list: [1, 2.5, 'three', true, null] };
    const texts = {
      hocon: 'agent { git_user = bot, git_pass = "p@ss$wörd#1", list = [1, 2.5, three, true, null] }',
      json: JSON.stringify({ agent: values }),
      yaml: 'agent:\n  git_user: bot\n  git_pass: "p@ss$wörd#1"\n  list: [1, 2.5, three, true, null]\n',
    };
    for (const format of ['hocon', 'json', 'yaml'] as const) {
      await stage.save(texts[format], { format });
      const { all, said } = await open();
      expect([format, all.agent]).toEqual([format, expect.objectContaining(values)]);
      expect(said).not.toContain('Failed parsing vault');
    }
  });

  test('an environment variable beats them all', async () => {
    await stage.save('api { web_server = "http://shared:1", files_server = "http://shared:2" }', {
      name: 'shared',
    });
    await stage.save('api.web_server = "http://mine:1"');
    const hosts = async (env: Record<string, string>) => {
      const { web_server, files_server } = await open({ env });
      return [web_server, files_server];
    };
    expect(await hosts({})).toEqual(['http://mine:1', 'http://shared:2']);
    const env = { CLEARML_WEB_HOST: 'http://environment:1', CLEARML_FILES_HOST: 'http://environment:2' };
    expect(await hosts(env)).toEqual(['http://environment:1', 'http://environment:2']);
  });

  test('six values of the machine stay, whatever the vault says', async () => {
    const without = await open({ env: { CLEARML_AGENT_DISABLE_VAULT_SUPPORT: '1' } });
    const ours = KEPT.map((key) => `${key} = ${key === 'debug' ? 'true' : 'from-vault'}`);
    await stage.save(`agent {\n${ours.join('\n')}\n}\nagent.git_user = from-vault`);
    const opened = await open();
    for (const key of KEPT) {
      expect(opened.all.agent[key]).toEqual(without.all.agent[key]);
      expect(opened.said).toContain(`Ignoring vault value for '${key}' (agent config takes precedence)`);
    }
    expect(opened.all.agent).toMatchObject({ worker_id: 'local-id', default_python: '3.8', debug: false });
    expect(opened.all.agent.git_user).toBe('from-vault');
  });

  test('the environment section is applied without being asked for', async () => {
    await stage.save('environment { HF_TOKEN = "t0ken" }');
    const { variables, said } = await open({ variables: ['HF_TOKEN'] });
    expect([variables.HF_TOKEN, said]).toEqual(['t0ken', expect.stringContaining("['HF_TOKEN']")]);
  });

  test('the files section is applied without being asked for', async () => {
    const text = 'files { one { path = "~/made/by-agent.txt", contents = "line 1\\nline ä" } }';
    const file = join(stage.home, 'made', 'by-agent.txt');
    await stage.save(text, { enabled: false });
    await open();
    expect(existsSync(file)).toBe(false);
    await stage.save(text);
    await open();
    expect(readFileSync(file, 'utf8')).toBe('line 1\nline ä');
  });

  test('what is switched off, broken, somebody else’s or opted out of gives nothing', async () => {
    await stage.save('agent.git_user = from-mine', { enabled: false });
    await stage.save('agent.git_user = pa$$word', { enabled: false, name: 'broken' });
    expect(git(await open())).toEqual(NONE);
    await stage.save('agent.git_user = from-mine');
    expect(git(await open())).toEqual(['from-mine', 'from-conf', 'from-conf']);
    expect(git(await open({ env: { CLEARML_AGENT_DISABLE_VAULT_SUPPORT: '1' } }))).toEqual(NONE);
    stage.configure(stage.ada.key, LOCAL);
    const other = await open();
    expect([git(other), other.said]).toEqual([NONE, expect.not.stringContaining('Loaded')]);
  });

  test('under --use-owner-token the child receives the vault of the task’s owner', async () => {
    const company = stage.ada.workspace_id;
    const service = await seedService(stage.app.parts, company, true);
    await stage.save('agent.git_user = shared\nagent.git_host = shared', { name: 'shared' });
    await stage.save('agent.git_user = of-mira');
    stage.configure(service.key, LOCAL);
    expect(git(await open())).toEqual(['shared', 'from-conf', 'shared']);
    const { token } = await agent.ask({ do: 'owner_token', user: stage.mira.id, company });
    expect(token).toEqual(expect.any(String));
    const child = await open({ env: { CLEARML_AUTH_TOKEN: token } });
    expect(git(child)).toEqual(['of-mira', 'from-conf', 'shared']);
    expect(child.said).toContain(`Loaded user vault for user ${stage.mira.id}: Personal vault`);
    const plain = await seedService(stage.app.parts, company, false);
    stage.configure(plain.key, LOCAL);
    const refused = await agent.ask({ do: 'owner_token', user: stage.mira.id, company });
    expect(refused).toMatchObject({ error: expect.stringContaining('not suitable for --use-owner-token') });
  });

  test('its command shows in the rollout, with worker, client and version', async () => {
    const vault = await stage.save('agent.git_user = from-mine');
    const program = join('agent' in python ? python.agent : '', 'clearml-agent');
    const ended = await launch(program, ['list'], { env: clientEnvironment(stage.home) }).ended;
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain(`Loaded user vault for user ${stage.mira.id}: Personal vault`);
    const { summary, workers } = await stage.rollout(vault);
    expect(summary).toBe('1 of 1 worker has version 1.');
    expect(workers).toMatchObject([
      { worker: hostname(), client: 'clearml-agent-1.9.2', state: 'current', version: 1 },
    ]);
  });
});
