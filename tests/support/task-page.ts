import type { Page } from 'playwright-core';

/* Parts of the page of a task or model, as people find them. */

export const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
export const fact = (page: Page, name: string) =>
  page
    .locator('.fact')
    .filter({ has: page.getByText(name, { exact: true }) })
    .getByRole('definition');
export const badge = (page: Page) => page.locator('.task-head .badge').first();
