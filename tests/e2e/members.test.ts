import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { type Seeded, seedKey, seedMember, seedPerson, seedService } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Browser;
let owner: Seeded;
let priya: Seeded;
beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.end();
});
beforeEach(async () => {
  owner = await seedPerson(app.parts);
  priya = await seedPerson(app.parts);
  await app.parts.database.db
    .updateTable('workspaces')
    .set({ personal_of: null, name: 'Vision Lab' })
    .where('id', '=', owner.workspace_id)
    .execute();
  await app.parts.database.db
    .insertInto('workspaces')
    .values({ id: owner.id, name: 'Own', personal_of: owner.id })
    .execute();
  await seedMember(app.parts, owner.id, owner.id, 'owner');
  await seedMember(app.parts, owner.workspace_id, priya.id, 'member');
});

async function openMembers(person: Seeded, options: Parameters<typeof openAs>[3] = {}) {
  const opened = await openAs(browser, app, person, options);
  await opened.page.goto(`${app.web_url}/w/${owner.workspace_id}/members`);
  await opened.page.getByRole('heading', { level: 1 }).waitFor();
  return opened;
}

const rowOf = (page: Page, { name }: { name: string }) =>
  page.getByRole('row', { name: new RegExp(`${name}\\b`) });

const rolesOf = async () => {
  const rows = await app.parts.database.db
    .selectFrom('memberships')
    .select(['account_id', 'role'])
    .where('workspace_id', '=', owner.workspace_id)
    .execute();
  return Object.fromEntries(rows.map(({ account_id, role }) => [account_id, role]));
};

test('members are found by name and e-mail, and changed at once; the only owner’s role stands', async () => {
  const { page, expectClean, context } = await openMembers(owner);
  await rowOf(page, owner).getByText('Only owner').waitFor();
  expect(await page.getByLabel(`Role of ${owner.name}`, { exact: true }).count()).toBe(0);
  await page.getByLabel('Search members').fill(priya.email);
  await page.getByText('1 person').waitFor();
  expect(await rowOf(page, owner).count()).toBe(0);
  await page.getByLabel(`Role of ${priya.name}`, { exact: true }).selectOption('viewer');
  await page.getByText(`${priya.name} is now viewer`).waitFor();
  expect((await rolesOf())[priya.id]).toBe('viewer');
  await page.getByLabel('Filter by role').selectOption('administrator');
  await page.getByText('Nobody matches').waitFor();
  expectClean();
  await context.close();
});

test('removing says what stops, and the removed person’s page and key end', async () => {
  const key = await seedKey(app.parts, { workspace_id: owner.workspace_id, account_id: priya.id });
  await app.call('auth.login', {}, { basic: key, headers: { 'x-clearml-worker': 'gpu-7' } });
  await app.parts.database.db
    .insertInto('client_workers')
    .values({
      workspace_id: owner.workspace_id,
      account_id: priya.id,
      worker: 'gpu-8',
      client: null,
      address: '192.0.2.1',
      seen_at: new Date().toISOString(),
    })
    .execute();
  const theirs = await openMembers(priya);
  await rowOf(theirs.page, owner).waitFor();
  expect(await theirs.page.getByRole('button', { name: /^Remove/ }).count()).toBe(0);
  expect(await theirs.page.getByText(owner.email).count()).toBe(0);

  const { page, expectClean, context } = await openMembers(owner);
  await page.getByRole('button', { name: `Remove ${priya.name}`, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Remove ${priya.name}?` });
  await dialog.getByText('1 credential, and every token').waitFor();
  await dialog.getByText('gpu-8').waitFor();
  await dialog.getByRole('button', { name: 'Remove from workspace' }).click();
  await page.getByText(`${priya.name} removed`).waitFor();
  await expect.poll(() => rowOf(page, priya).count()).toBe(0);
  expect((await app.call('users.get_current_user', {}, { basic: key })).code).toBe(401);
  await theirs.page.reload();
  await theirs.page.getByRole('heading', { name: 'Not found' }).waitFor();
  expectClean();
  await theirs.context.close();
  await context.close();
});

test('ownership is transferred in one step, and the page then offers what an administrator may', async () => {
  const { page, expectClean, context } = await openMembers(owner);
  await page.getByLabel(`Role of ${priya.name}`, { exact: true }).selectOption('owner');
  const dialog = page.getByRole('dialog', { name: `Make ${priya.name} an owner?` });
  await dialog.getByLabel('In my place').check();
  await dialog.getByRole('button', { name: 'Transfer ownership' }).click();
  await page.getByText(`${priya.name} owns Vision Lab`).waitFor();
  expect(await rolesOf()).toEqual({ [owner.id]: 'administrator', [priya.id]: 'owner' });
  await expect.poll(() => page.getByLabel(`Role of ${priya.name}`, { exact: true }).count()).toBe(0);
  await page.getByLabel(`Role of ${owner.name}`, { exact: true }).selectOption('member');
  const own = page.getByRole('dialog', { name: 'Become member yourself?' });
  await own.getByRole('button', { name: 'Keep my role' }).click();
  expect((await rolesOf())[owner.id]).toBe('administrator');
  expectClean();
  await context.close();
});

describe('service accounts', () => {
  test('are made with a key pair whose secret is shown once, and that works', async () => {
    const { page, expectClean, context } = await openMembers(owner);
    await page.getByText('No service account yet').waitFor();
    await page.getByRole('button', { name: 'Create service account' }).click();
    await page.getByLabel('Name').fill('gpu-fleet');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    const keyDialog = page.getByRole('dialog', { name: 'Create credentials for gpu-fleet' });
    await keyDialog.getByLabel('Label').fill('rack 7');
    await keyDialog.getByRole('button', { name: 'Create', exact: true }).click();
    const created = page.getByRole('dialog', { name: 'Credentials created' });
    const codes = created.locator('.secret-row code');
    const pair = { access_key: await codes.nth(0).innerText(), secret_key: await codes.nth(1).innerText() };
    const { data } = await app.call('users.get_current_user', {}, { basic: pair });
    expect(data.user).toMatchObject({ name: 'gpu-fleet', company: { id: owner.workspace_id } });
    await created.getByText('It works.').waitFor();
    await created.getByRole('button', { name: 'Done' }).click();
    await page
      .getByRole('row', { name: /gpu-fleet/ })
      .getByText(owner.name)
      .waitFor();
    expect(await page.content()).not.toContain(pair.secret_key);
    await page.getByRole('button', { name: 'More for gpu-fleet' }).click();
    await page.getByRole('menuitem', { name: 'Credentials' }).click();
    await page.getByRole('button', { name: 'Revoke rack 7' }).click();
    await page.getByRole('button', { name: 'Revoke for good rack 7' }).click();
    await page.getByText('None yet: nothing can use this account.').waitFor();
    expect((await app.call('users.get_current_user', {}, { basic: pair })).code).toBe(401);
    expectClean();
    await context.close();
  });

  test('get the right to act for others from an owner, who is told whose vaults its agents receive', async () => {
    await app.parts.database.db
      .updateTable('memberships')
      .set({ role: 'administrator' })
      .where('account_id', '=', priya.id)
      .where('workspace_id', '=', owner.workspace_id)
      .execute();
    await seedService(app.parts, owner.workspace_id, false);
    const { page, expectClean, context } = await openMembers(owner);
    await page.getByRole('button', { name: 'More for service' }).click();
    await page.getByRole('menuitem', { name: 'Let act for others' }).click();
    const dialog = page.getByRole('dialog', { name: 'Let service act for others?' });
    await dialog.getByText('Its agents receive the personal vault of whoever owns the task').waitFor();
    await expectNoViolations(page);
    await dialog.getByRole('button', { name: 'Let it act for others' }).click();
    await page
      .getByRole('row', { name: /service/ })
      .getByText('Yes')
      .waitFor();
    expectClean();
    await context.close();

    const theirs = await openMembers(priya);
    await theirs.page.getByRole('button', { name: 'More for service' }).click();
    expect(await theirs.page.getByRole('menuitem', { name: /acting? for others/ }).count()).toBe(0);
    await theirs.page.getByRole('menuitem', { name: 'Credentials' }).click();
    const keys = theirs.page.getByRole('dialog', { name: 'Credentials of service' });
    expect(await keys.getByRole('button', { name: 'Create credentials' }).isDisabled()).toBe(true);
    await theirs.context.close();
  });
});

test.each(['light', 'dark'] as const)(
  'no axe violation, %s, and nothing scrolls sideways',
  async (colorScheme) => {
    await seedService(app.parts, owner.workspace_id, true);
    const { page, expectClean, context } = await openMembers(owner, { colorScheme });
    await rowOf(page, priya).waitFor();
    await page.getByRole('row', { name: /service/ }).waitFor();
    await expectNoViolations(page);
    for (const width of [390, 768, 1024, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([width, over]).toEqual([width, 0]);
    }
    expectClean();
    await context.close();
  },
);
