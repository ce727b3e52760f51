import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { offerClaim } from '../../src/server/features/accounts/claim.ts';
import { openPage, type Watched } from './browser.ts';
import { createListeningApp, type ListeningApp } from './listening-app.ts';
import type { Seeded } from './seeds.ts';

const WEB_ROOT = fileURLToPath(new URL('../../build/web', import.meta.url));

/** A listening app that serves the built page (scripts/test.mjs builds it). */
export function createPageApp(environment: Record<string, string> = {}): Promise<ListeningApp> {
  return createListeningApp(environment, WEB_ROOT);
}

/** The one-time link a new server prints. */
export async function claimUrl({ parts, web_url }: ListeningApp): Promise<string> {
  const secret = await offerClaim(parts.database.db, parts.keyRing);
  return `${web_url}/claim#${secret}`;
}

/** A page that is signed in as a seeded person. */
export async function openAs(
  browser: Browser,
  app: ListeningApp,
  person: Seeded,
  options: Parameters<typeof openPage>[1] = {},
): Promise<Watched> {
  const opened = await openPage(browser, options);
  const { hostname } = new URL(app.web_url);
  await opened.context.addCookies([
    {
      name: 'atrium_session',
      value: person.session,
      domain: hostname,
      path: app.parts.config.base_path,
      httpOnly: true,
      sameSite: 'Lax',
    },
  ]);
  return opened;
}
