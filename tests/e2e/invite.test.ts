import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashPassword } from '../../src/server/features/accounts/passwords.ts';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser, openPage, type Watched } from '../support/browser.ts';
import { invite, join, type Link, setSeats } from '../support/invitations.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { PASSWORD, type Seeded, seedPerson } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Browser;
let mira: Seeded;
let lena: Seeded;
let workspace: string;
let password_hash: string;
beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
  password_hash = await hashPassword(PASSWORD);
});
afterAll(async () => {
  await browser.close();
  await app.end();
});
beforeEach(async () => {
  mira = await seedPerson(app.parts);
  lena = await seedPerson(app.parts, { password_hash });
  workspace = mira.workspace_id;
  await sql("update workspaces set name = 'Vision Lab' where id = $1", [workspace]);
});

const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
const make = (wanted: Record<string, unknown> = {}) =>
  invite(app, mira, workspace, { note: 'Welcome to the pallet project', ...wanted });
const opened = async (link: Pick<Link, 'url'>, as?: Seeded): Promise<Watched> => {
  const watched = as ? await openAs(browser, app, as) : await openPage(browser);
  await watched.page.goto(link.url);
  return watched;
};
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const arrived = async (page: Page) => {
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/w/${workspace}/settings`);
  await heading(page, 'Workspaces');
};
/** No axe violation, no CSP report, and the secret is neither in the address, nor in history or storage. */
const expectGood = async ({ page, expectClean }: Watched, { id }: Pick<Link, 'id'>) => {
  await expectNoViolations(page);
  const kept = await page.evaluate(() =>
    JSON.stringify([window.location.href, window.history.state, { ...localStorage }, { ...sessionStorage }]),
  );
  expect(kept).not.toContain(id);
  expectClean();
};

describe('whoever opens a link', () => {
  test('signed out with an account: signs in and joins in one step', async () => {
    const link = await make();
    const watched = await opened(link);
    const { page } = watched;
    await heading(page, `${mira.name} invites you to Vision Lab`);
    await page.getByText('“Welcome to the pallet project”').waitFor();
    await expectGood(watched, link);
    await page.getByLabel('E-mail').fill(lena.email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.keyboard.press('Enter');
    await page.getByText('E-mail or password is wrong.').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in and join' }).click();
    await arrived(page);
    watched.expectClean();
  });

  test('a new person makes an account right there, under the address the link is for', async () => {
    const email = 'newcomer@example.org';
    const link = await make({ email });
    const watched = await opened(link);
    const { page } = watched;
    await page.getByRole('button', { name: 'Make one right here' }).click();
    expect(await page.getByLabel('E-mail').inputValue()).toBe(email);
    expect(await page.getByLabel('E-mail').isEditable()).toBe(false);
    await expectGood(watched, link);
    await page.getByLabel('Name').fill('Newcomer');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Make account and join' }).click();
    await arrived(page);
    const { rows } = await sql(
      'select m.role from memberships m join accounts a on a.id = m.account_id where m.workspace_id = $1 and a.email = $2',
      [workspace, email],
    );
    expect(rows).toEqual([{ role: 'member' }]);
  });

  test('a new person whose address has an account is told to sign in', async () => {
    const watched = await opened(await make());
    const { page } = watched;
    await page.getByRole('button', { name: 'Make one right here' }).click();
    await page.getByLabel('Name').fill('Lena again');
    await page.getByLabel('E-mail').fill(lena.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Make account and join' }).click();
    await page.getByText('Sign in with it to join.').waitFor();
    await page.getByRole('button', { name: 'Sign in with it' }).click();
    await page.getByRole('button', { name: 'Sign in and join' }).waitFor();
  });

  test('signed in: joins with one click', async () => {
    const link = await make();
    const watched = await opened(link, lena);
    await heading(watched.page, 'Join Vision Lab?');
    await expectGood(watched, link);
    await watched.page.getByRole('button', { name: 'Join Vision Lab' }).click();
    await arrived(watched.page);
    watched.expectClean();
  });

  test('signed in as somebody else: both addresses, signs out and comes back here', async () => {
    const jonas = await seedPerson(app.parts);
    const link = await make({ email: lena.email });
    const watched = await opened(link, jonas);
    const { page } = watched;
    await heading(page, 'This invitation is for someone else');
    await page.getByText(jonas.email).waitFor();
    await page.getByText(lena.email).waitFor();
    await expectGood(watched, link);
    await page.getByRole('button', { name: 'Sign out and come back here' }).click();
    expect(await page.getByLabel('E-mail').inputValue()).toBe(lena.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in and join' }).click();
    await arrived(page);
  });

  test('a member already: the way in, and the link stays', async () => {
    const link = await make();
    const watched = await opened(link, mira);
    await heading(watched.page, 'You are in Vision Lab');
    await watched.page.getByText('The link was not used up.').waitFor();
    await expectGood(watched, link);
    await watched.page.getByRole('link', { name: 'Open Vision Lab' }).click();
    await arrived(watched.page);
  });

  test('a full workspace: who can help, and trying again once a seat is free', async () => {
    const link = await make({ uses: 5 });
    await setSeats(app, workspace, 1);
    const watched = await opened(link, lena);
    await heading(watched.page, 'Vision Lab has no free seat');
    await expectGood(watched, link);
    await setSeats(app, workspace, 2);
    await watched.page.getByRole('button', { name: 'Try again' }).click();
    await heading(watched.page, 'Join Vision Lab?');
  });

  test('a link that filled up while its page was open says so', async () => {
    const link = await make({ uses: 5 });
    const watched = await opened(link, lena);
    await heading(watched.page, 'Join Vision Lab?');
    await setSeats(app, workspace, 1);
    await watched.page.getByRole('button', { name: 'Join Vision Lab' }).click();
    await heading(watched.page, 'Vision Lab has no free seat');
  });

  test.each([
    [
      'expired',
      "update invitations set expires_at = now() - interval '1 hour' where id = $1",
      'This invitation has expired',
    ],
    [
      'revoked',
      'update invitations set revoked_at = now(), revoked_by = inviter_id where id = $1',
      'This invitation was withdrawn',
    ],
    [
      'dead with its inviter',
      'update invitations set revoked_at = now() where id = $1',
      'This invitation was withdrawn',
    ],
  ])('%s', async (_state, change, title) => {
    const link = await make();
    await sql(change, [link.invite]);
    for (const person of [undefined, lena]) {
      const watched = await opened(link, person);
      await heading(watched.page, title);
      await expectGood(watched, link);
    }
  });

  test('used up', async () => {
    const link = await make();
    await join(app, await seedPerson(app.parts), link.id);
    const watched = await opened(link, lena);
    await heading(watched.page, 'This link has been used');
    await expectGood(watched, link);
  });

  test.each(['#garbage', '', `#${'a'.repeat(43)}`])('garbage: %j', async (hash) => {
    const watched = await opened({ url: `${app.web_url}/invite${hash}` });
    await heading(watched.page, 'This link leads nowhere');
    await expectGood(watched, { id: 'garbage' });
  });

  test('declines, which its inviter sees', async () => {
    const link = await make();
    const watched = await opened(link);
    await watched.page.getByRole('button', { name: 'Decline' }).click();
    await heading(watched.page, 'This invitation was declined');
    await expectGood(watched, link);
    const { data } = await app.call('organization.get_invites', { active: false }, { session: mira.session });
    expect(data.invites[0].state).toBe('declined');
  });
});

test('a link of ClearML’s form works, and its secret leaves address and history at once', async () => {
  const link = await make();
  const watched = await opened({ url: `${app.web_url}/?invite=${link.id}` }, lena);
  await heading(watched.page, 'Join Vision Lab?');
  expect(new URL(watched.page.url()).pathname).toBe('/invite');
  await expectGood(watched, link);
  await watched.page.getByRole('button', { name: 'Join Vision Lab' }).click();
  await arrived(watched.page);
});

test('the page of a link does not scroll sideways on a narrow window', async () => {
  const link = await make({ email: `${'a-very-long-name.'.repeat(3)}x@example.org` });
  const { page } = await opened(link, lena);
  await heading(page, 'This invitation is for someone else');
  for (const width of [320, 390, 768]) {
    await page.setViewportSize({ width, height: 800 });
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect([width, over]).toEqual([width, 0]);
  }
});
