import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createListeningApp, type ListeningApp } from '../support/listening-app.ts';
import { type Seeded, seedMember, seedPerson } from '../support/seeds.ts';
import { makeHome, type SdkProcess, startSdk } from './sdk-process.ts';

const python = inject('python');
const missing = 'skipped' in python ? python.skipped : undefined;

describe.skipIf(missing)(`the genuine agent with --use-owner-token${missing ? ` (${missing})` : ''}`, () => {
  let app: ListeningApp;
  let owner: Seeded;
  let mira: Seeded;
  const agents: SdkProcess[] = [];
  const { home, remove } = makeHome();
  const page = () => ({ session: owner.session, tenant: owner.workspace_id, origin: app.web_url });

  beforeAll(async () => {
    app = await createListeningApp();
    owner = await seedPerson(app.parts);
    mira = await seedPerson(app.parts);
    await seedMember(app.parts, owner.workspace_id, mira.id, 'member');
  });
  afterAll(async () => {
    for (const agent of agents) agent.stop();
    remove();
    await app.end();
  });

  /** A service account made as its owner makes it, and an agent started with its pair. */
  async function startAgent(may_impersonate: boolean) {
    const made = await app.call('service_accounts.create', { name: 'gpu-fleet' }, page());
    const service_account = made.data.id;
    const pair = (await app.call('service_accounts.create_credentials', { service_account }, page())).data
      .credentials;
    if (may_impersonate)
      await app.call('service_accounts.set_impersonation', { service_account, may_impersonate }, page());
    const environment = {
      CLEARML_WEB_HOST: app.web_url,
      CLEARML_API_HOST: app.api_url,
      CLEARML_FILES_HOST: app.files_url,
      CLEARML_API_ACCESS_KEY: pair.access_key,
      CLEARML_API_SECRET_KEY: pair.secret_key,
    };
    const agent = startSdk('skipped' in python ? '' : python.agent, home, environment, 'agent_driver.py');
    agents.push(agent);
    expect(await agent.ask({ do: 'open' })).toEqual({ feature_set: 'community' });
    return { agent, service_account };
  }

  const whoAmI = { do: 'call', service: 'users', action: 'get_current_user' };
  const asOwnerOf = (user: string, company: string) => ({ do: 'run_as_owner', user, company });

  test('runs the task of a member as that member, with their vault, once its service account may', async () => {
    const text = 'agent.git_user: "mira-bot"';
    const as = { session: mira.session, tenant: owner.workspace_id, origin: app.web_url };
    const saved = { text, format: 'hocon', base: 0, accept_warnings: true };
    const { vault } = (await app.call('vaults.save', saved, as)).data;
    expect((await app.call('vaults.set_enabled', { vault, enabled: true }, as)).code).toBe(200);

    const { agent, service_account } = await startAgent(true);
    expect(await agent.ask({ do: 'use_owner_token' })).toEqual({});
    expect(await agent.ask(asOwnerOf(mira.id, owner.workspace_id))).toEqual({ logged_in: true });
    expect((await agent.ask(whoAmI)).answer.data.user).toMatchObject({
      id: mira.id,
      role: 'user',
      company: { id: owner.workspace_id },
    });
    const vaults = await agent.ask({
      do: 'call',
      service: 'users',
      action: 'get_vaults',
      body: { enabled: true, types: ['config'] },
    });
    expect(JSON.stringify(vaults)).toContain('mira-bot');
    const own = await agent.ask({ ...whoAmI, by: 'agent' });
    expect(own.answer.data.user.id).toBe(service_account);
  });

  test('logs in as nobody of another workspace, and for no other workspace', async () => {
    const stranger = await seedPerson(app.parts);
    await seedMember(app.parts, stranger.workspace_id, mira.id, 'member');
    const { agent } = await startAgent(true);
    expect(await agent.ask(asOwnerOf(stranger.id, stranger.workspace_id))).toEqual({ logged_in: false });
    expect(await agent.ask(asOwnerOf(mira.id, stranger.workspace_id))).toEqual({ logged_in: false });
    expect(await agent.ask(asOwnerOf(mira.id, owner.workspace_id))).toEqual({ logged_in: true });
  });

  test('refuses the option itself, and is refused, for a service account that may not', async () => {
    const { agent } = await startAgent(false);
    expect((await agent.ask({ do: 'use_owner_token' })).error).toMatch(
      /requires at least admin or service account/,
    );
    expect(await agent.ask(asOwnerOf(mira.id, owner.workspace_id))).toEqual({ logged_in: false });
    expect((await agent.ask({ ...whoAmI, by: 'agent' })).status).toBe(200);
  });

  test('is refused within a second of the right being taken back', async () => {
    const { agent, service_account } = await startAgent(true);
    expect(await agent.ask(asOwnerOf(mira.id, owner.workspace_id))).toEqual({ logged_in: true });
    await app.call('service_accounts.set_impersonation', { service_account, may_impersonate: false }, page());
    // The agent renews its token once after a 401, and gives up with an error of its own.
    const works = async () => (await agent.ask(whoAmI)).status === 200;
    await expect.poll(works, { timeout: 1000 }).toBe(false);
    expect((await agent.ask({ ...whoAmI, by: 'agent' })).status).toBe(200);
    expect(await agent.ask(asOwnerOf(mira.id, owner.workspace_id))).toEqual({ logged_in: false });
  });
});
