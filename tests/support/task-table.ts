import type { Browser, Page } from 'playwright-core';
import type { Watched } from './browser.ts';
import type { ListeningApp } from './listening-app.ts';
import { openAs } from './page-app.ts';
import { type Seeded, seedPerson } from './seeds.ts';

/** A workspace with one project, whose table of tasks is looked at. */
export interface TableStage {
  app: ListeningApp;
  browser: Browser;
  ada: Seeded;
  project: string;
}

/** Calls a method as the owner of the workspace. */
export async function call({ app, ada }: Omit<TableStage, 'project'>, method: string, body: object) {
  return (await app.call(method, body, { session: ada.session, tenant: ada.workspace_id })).data;
}

/** A fresh workspace with the project "vision". */
export async function setStage(app: ListeningApp, browser: Browser): Promise<TableStage> {
  const stage = { app, browser, ada: await seedPerson(app.parts) };
  return { ...stage, project: (await call(stage, 'projects.create', { name: 'vision' })).id };
}

/** A task of the project; its id. */
export async function makeTask(stage: TableStage, name: string, more: object = {}): Promise<string> {
  const { project } = stage;
  return (await call(stage, 'tasks.create', { name, type: 'training', project, ...more })).id;
}

/** The project's table, open in a browser of its own. */
export async function openTable({ app, browser, ada, project }: TableStage, who = ada): Promise<Watched> {
  const opened = await openAs(browser, app, who);
  await opened.page.goto(`${app.web_url}/w/${ada.workspace_id}/projects/${project}/tasks`);
  await opened.page.getByRole('heading', { level: 1 }).waitFor();
  return opened;
}

export const taskRow = (page: Page, name: string) =>
  page
    .getByRole('table', { name: 'Tasks' })
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) });

/** The names of the tasks in the order of the rows. */
export const taskNames = (page: Page) => page.locator('.task-link').allTextContents();

export async function endTable({ context, expectClean }: Watched): Promise<void> {
  expectClean();
  await context.close();
}
