import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import type { EditorCase } from '../support/editor-page/main.tsx';
import { serveEditorPage } from '../support/editor-page.ts';

let served: Awaited<ReturnType<typeof serveEditorPage>>;
let browser: Browser;
beforeAll(async () => {
  served = await serveEditorPage();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await served.end();
});

const MASKED = 'agent {\n  git_pass: "••••••••abcd1234"\n  git_user: me\n}\n';
const WRONG = 'agent {\n  git_user: vision-bot@example.org\n  worker_name: gpu-pool\n}\n';

type Options = Parameters<Browser['newContext']>[0];

async function open(parts: Partial<EditorCase>, options: Options = {}) {
  const opened = await openPage(browser, options);
  const given: EditorCase = { show: 'editor', text: '', format: 'hocon', told: [], ...parts };
  await opened.page.addInitScript((value) => {
    globalThis.editorCase = value;
  }, given);
  await opened.page.goto(served.url);
  await opened.page.getByRole('heading', { name: 'Editor', level: 1 }).waitFor();
  const told = () => opened.page.evaluate(() => globalThis.editorCase.told);
  const last = () => opened.page.evaluate(() => globalThis.editorCase.last);
  return { ...opened, told, last, editor: opened.page.getByRole('textbox', { name: 'Vault text' }) };
}

/** Puts the cursor at the end of a line, counted from 1. */
async function toLine(page: Page, line: number): Promise<void> {
  await page.getByRole('textbox', { name: 'Vault text' }).focus();
  await page.keyboard.press('Control+Home');
  for (let i = 1; i < line; i += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
}

describe('the text editor', () => {
  test('says under the line what clients refuse, and its fix is one key away', async () => {
    const { page, last, expectClean } = await open({ text: WRONG });
    await page.locator('.lens', { hasText: 'Clients fail on @' }).waitFor();
    await toLine(page, 2);
    await expect.poll(() => page.locator('.keydoc').textContent()).toContain('Clients fail on @');
    await page.keyboard.press('Control+.');
    await expect.poll(last).toContain('git_user: "vision-bot@example.org"');
    await expect.poll(() => page.locator('.lens').allTextContents()).toHaveLength(1);
    expect(await page.locator('.lens').textContent()).toContain('Agents keep their own agent.worker_name');
    expectClean();
  });

  test('the fix also is a button below, and undo takes it back', async () => {
    const { page, last } = await open({ text: WRONG });
    await page.locator('.lens').first().waitFor();
    await toLine(page, 2);
    await page.locator('.keydoc').getByRole('button', { name: 'Put it in quotes' }).press('Enter');
    await expect.poll(last).toContain('"vision-bot@example.org"');
    await page.keyboard.press('Control+z');
    await expect.poll(last).toBe(WRONG);
  });

  test('offers the keys of the section and tells what each means', async () => {
    const { page, last } = await open({ text: 'sdk.aws.s3 {\n  \n}\n' });
    await toLine(page, 2);
    await page.keyboard.type('reg');
    await page.getByRole('option', { name: /region/ }).waitFor();
    await expect.poll(() => page.locator('.cm-completionInfo').textContent()).toContain('sdk.aws.s3.region');
    // CodeMirror takes no choice in the first moments, so that a fast typist's Enter stays a new line
    await page.waitForTimeout(150);
    await page.keyboard.press('Enter');
    await page.keyboard.type('eu-west-1');
    await expect.poll(last).toBe('sdk.aws.s3 {\n  region: "eu-west-1"\n}\n');
    await expect.poll(() => page.locator('.keydoc').textContent()).toContain('sdk.aws.s3.region');
  });

  test.each([
    ['json', '{"agent": {"git_user": x}}', 'This is not JSON.', '"git_user"'],
    ['yaml', 'agent:\n  git_usr: x\n', 'ClearML knows no setting agent.git_usr.', 'git_usr'],
  ] as const)('%s has its colours and findings too', async (format, text, message, key) => {
    const { page, expectClean } = await open({ text, format });
    await page.locator('.lens', { hasText: message }).waitFor();
    await page.locator('.text-editor .k', { hasText: key }).waitFor();
    expectClean();
  });

  test('what the page adds stays beside what the check finds, and moves with the text', async () => {
    const place = { from: 0, to: 5, line: 1, column: 1 };
    const said = {
      code: 'mask-moved',
      severity: 'error' as const,
      message: 'A mask moved.',
      hint: 'Reveal it.',
    };
    const { page } = await open({ text: WRONG, extra: [{ ...place, ...said }] });
    await expect.poll(() => page.locator('.lens').count()).toBe(2);
    await toLine(page, 1);
    await page.keyboard.press('Home');
    await page.keyboard.type('# note');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.locator('.cm-line.has-error').allTextContents())
      .toEqual(['agent {', '  git_user: vision-bot@example.org']);
    await page.locator('.lens', { hasText: 'A mask moved.' }).waitFor();
  });

  test.each(['light', 'dark'] as const)(
    'no axe violation with completion and search open, %s',
    async (colorScheme) => {
      const { page } = await open({ text: 'sdk.aws.s3 {\n  \n}\n' }, { colorScheme });
      await toLine(page, 2);
      await page.keyboard.press('Control+f');
      await page.getByRole('textbox', { name: 'Find' }).fill('aws');
      await toLine(page, 2);
      await page.keyboard.press('Control+Space');
      await page.getByRole('option', { name: /region/ }).waitFor();
      await page.waitForTimeout(300);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
    },
  );

  test('a masked secret is one piece: skipped by the cursor, deleted whole', async () => {
    const { page, last } = await open({ text: MASKED });
    const mask = page.getByRole('img', { name: 'masked secret' }).first();
    await mask.waitFor();
    expect(await page.locator('.cm-content').first().textContent()).not.toContain('abcd1234');
    await toLine(page, 2);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('X');
    await expect.poll(last).toContain('git_pass: X"••••••••abcd1234"');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('new');
    await expect.poll(last).toBe('agent {\n  git_pass: new\n  git_user: me\n}\n');
  });

  test('Tab leaves; Ctrl-S and Ctrl-Enter save; Escape cancels once nothing is left to close', async () => {
    const { page, told, editor } = await open({ text: MASKED });
    await toLine(page, 3);
    await page.keyboard.press('Control+f');
    await page.getByRole('textbox', { name: 'Find' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('textbox', { name: 'Find' }).count()).toBe(0);
    expect(await told()).toEqual([]);
    await editor.focus();
    for (const key of ['Control+s', 'Control+Enter', 'Escape']) await page.keyboard.press(key);
    expect(await told()).toEqual(['save', 'save', 'cancel']);
    await page.keyboard.press('Tab');
    expect(await editor.evaluate((element) => element === document.activeElement)).toBe(false);
  });
});

test('the reading follows the text, for SDK and agent, and says what stops it', async () => {
  const { page, expectClean } = await open({ text: `${WRONG}environment { A = "1" }\n` });
  const reading = page.getByRole('textbox', { name: 'What clients read, as JSON' });
  await page.getByText('As written: nothing.').waitFor();
  await expect.poll(() => reading.textContent()).toContain('"git_user": "vision-bot@example.org"');
  await expect.poll(() => reading.textContent()).toContain('the agent keeps its own value');
  await toLine(page, 2);
  await page.keyboard.press('Control+.');
  await expect.poll(() => page.getByText('As written: nothing.').count()).toBe(0);
  await expect.poll(() => reading.textContent()).toContain('applied: agent.apply_environment is true');
  await page.getByRole('radio', { name: 'SDK' }).check({ force: true });
  await expect.poll(() => reading.textContent()).toContain('not applied: sdk.apply_environment is false');
  expectClean();
});

test('a merge waits until every conflict is decided, by keyboard too', async () => {
  const before = 'a = 1\nb = 1\nc = 1\n';
  const { page, told, expectClean } = await open({
    show: 'merge',
    before,
    theirs: 'a = 2\nb = 1\nc = 2\n',
    text: 'a = 1\nb = 1\nc = 3\n',
  });
  const ok = page.getByRole('button', { name: 'OK' });
  await ok.waitFor();
  expect(await ok.isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Take mine' }).press('Enter');
  await page.getByRole('textbox', { name: 'Result' }).press('Control+End');
  await page.keyboard.type('d = 1');
  await ok.press('Enter');
  expect(await told()).toEqual(['a = 2\nb = 1\nc = 3\nd = 1']);
  expectClean();
});

const CASES: [string, Partial<EditorCase>][] = [
  ['editor', { text: WRONG + MASKED }],
  ['compare', { show: 'compare', before: MASKED, text: MASKED.replace('abcd', 'wxyz').replace('me', 'you') }],
  [
    'merge',
    { show: 'merge', before: WRONG, theirs: WRONG.replace('gpu', 'cpu'), text: WRONG.replace('gpu', 'tpu') },
  ],
];
describe.each(['light', 'dark'] as const)('%s theme', (colorScheme) => {
  test.each(CASES)('%s: no axe violation, nothing too wide', async (_, parts) => {
    for (const width of [1440, 390]) {
      const { page, context, expectClean } = await open(parts, {
        colorScheme,
        viewport: { width, height: 900 },
      });
      if (parts.show !== 'compare') await page.locator('.lens').first().waitFor();
      if (parts.show === undefined) await toLine(page, 2);
      await page.waitForTimeout(300);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expectClean();
      await context.close();
    }
  });
});
