import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createListeningApp, type ListeningApp } from '../support/listening-app.ts';
import { type Seeded, seedKey, seedMember, seedPerson } from '../support/seeds.ts';
import { makeHome, type SdkProcess, startSdk } from './sdk-process.ts';

const python = inject('python');
const missing = 'skipped' in python ? python.skipped : undefined;

describe.skipIf(missing)(`a live session of the genuine SDK${missing ? ` (${missing})` : ''}`, () => {
  let app: ListeningApp;
  let owner: Seeded;
  let workspace: string;
  const { home, remove } = makeHome();
  const started: SdkProcess[] = [];

  beforeAll(async () => {
    app = await createListeningApp();
    owner = await seedPerson(app.parts);
    workspace = (await app.call('workspaces.create', { name: 'Vision' }, { session: owner.session })).data.id;
  });
  afterAll(async () => {
    for (const sdk of started) sdk.stop();
    remove();
    await app.end();
  });

  /** A member with an open session of the SDK there, which works. */
  async function working(): Promise<{ member: Seeded; whoAmI: () => Promise<{ status: number }> }> {
    if ('skipped' in python) throw new Error(python.skipped);
    const member = await seedPerson(app.parts);
    await seedMember(app.parts, workspace, member.id, 'member');
    const key = await seedKey(app.parts, { account_id: member.id, workspace_id: workspace });
    const sdk = startSdk(python.sdk, home, {
      CLEARML_WEB_HOST: app.web_url,
      CLEARML_API_HOST: app.api_url,
      CLEARML_FILES_HOST: app.files_url,
      CLEARML_API_ACCESS_KEY: key.access_key,
      CLEARML_API_SECRET_KEY: key.secret_key,
    });
    started.push(sdk);
    await sdk.ask({ do: 'open' });
    const whoAmI = () => sdk.ask({ do: 'call', service: 'users', action: 'get_current_user' });
    expect(await whoAmI()).toMatchObject({
      status: 200,
      answer: { data: { user: { id: member.id, company: { id: workspace } } } },
    });
    return { member, whoAmI };
  }

  test.each<[string, (member: Seeded) => [string, object, object]]>([
    [
      'of somebody who is removed',
      ({ id }) => ['workspaces.remove_member', { user: id }, { session: owner.session, tenant: workspace }],
    ],
    [
      'of somebody who leaves',
      ({ session }) => ['login.leave_company', { company_id: workspace }, { session }],
    ],
    [
      'in a workspace that is deleted',
      () => ['workspaces.delete', { name: 'Vision' }, { session: owner.session, tenant: workspace }],
    ],
  ])('%s is refused within one second', async (_what, ending) => {
    const { member, whoAmI } = await working();
    const [name, body, as] = ending(member);
    expect((await app.call(name, body, as)).code).toBe(200);
    await sleep(1_000);
    expect(JSON.stringify(await whoAmI())).toMatch(/401|LoginError/);
  });
});
