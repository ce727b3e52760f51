import { pino } from 'pino';
import { type App, createApp } from '../../src/server/app.ts';
import type { AppParts } from '../../src/server/app-parts.ts';
import { readConfig } from '../../src/server/config.ts';
import { openParts } from '../../src/server/open-parts.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

export const ROOT_KEY = Buffer.alloc(32, 7).toString('base64');

/** The web door's origin in tests. */
export const ORIGIN = 'http://127.0.0.1:8080';

export interface Answer {
  code: number;
  subcode: number;
  message: string;
  error: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: the wire's answers are checked by expectations, not by types
  data: any;
  headers: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: as data
  meta: any;
}

/** Who makes a test's call. */
export interface As {
  basic?: { access_key: string; secret_key: string };
  bearer?: string;
  /** Secret of a session cookie; the call then goes to the web door as the page makes it. */
  session?: string;
  /** Origin of the page, for session calls. */
  origin?: string;
  tenant?: string;
  headers?: Record<string, string>;
}

export interface TestApp extends App {
  parts: AppParts;
  database: TestDatabase;
  /** Lines of the log. */
  logged: string[];
  call(path: string, body?: unknown, as?: As): Promise<Answer>;
  end(): Promise<void>;
}

interface Options {
  environment?: Record<string, string>;
  database?: TestDatabase;
  /** Folder of the built page, for browser journeys. */
  webRoot?: string | undefined;
  /** False: nothing runs in the background. */
  jobs?: boolean;
}

/** A whole app on a database of its own, entered by the front door with `inject`. */
export async function createTestApp({
  environment = {},
  database,
  webRoot,
  jobs = true,
}: Options = {}): Promise<TestApp> {
  const own = database ?? (await createTestDatabase());
  const { config, secrets } = readConfig({
    ATRIUM_SECRET_KEY: ROOT_KEY,
    ATRIUM_LOG_LEVEL: 'debug',
    ...environment,
  });
  const logged: string[] = [];
  const log = pino({ level: 'debug', base: null }, { write: (line: string) => void logged.push(line) });
  const parts = await openParts(config, secrets, own.connection, { log, web_root: webRoot });
  const app = await createApp(parts, jobs);
  await Promise.all([app.web.ready(), app.api.ready(), app.files.ready()]);
  return {
    ...app,
    parts,
    database: own,
    logged,
    call: (path, body, as) => callWire(app, path, body, { origin: config.web_origins[0] ?? ORIGIN, ...as }),
    async end() {
      await app.close();
      await parts.changes.close();
      await parts.database.close();
      if (!database) await own.drop();
    },
  };
}

async function callWire(app: App, path: string, body: unknown, as: As): Promise<Answer> {
  const door = as.session === undefined ? app.api : app.web;
  const answer = await door.inject({
    method: 'POST',
    url: path.startsWith('/') ? path : as.session === undefined ? `/${path}` : `/api/${path}`,
    headers: { 'content-type': 'application/json', ...headersOf(as) },
    payload: body === undefined ? '{}' : JSON.stringify(body),
  });
  const { meta, data } = answer.json();
  return {
    code: meta.result_code,
    subcode: meta.result_subcode,
    message: meta.result_msg,
    error: meta.error_data,
    data,
    meta,
    headers: answer.headers,
  };
}

/** The headers a caller of each kind sends. */
export function headersOf({
  basic,
  bearer,
  session,
  tenant,
  headers,
  origin = ORIGIN,
}: As): Record<string, string> {
  return {
    ...(basic && { authorization: basicHeader(basic) }),
    ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
    ...(session !== undefined && {
      cookie: `atrium_session=${session}`,
      origin,
      'sec-fetch-site': 'same-origin',
    }),
    ...(tenant !== undefined && { 'x-clearml-tenant': tenant }),
    ...headers,
  };
}

export function basicHeader({ access_key, secret_key }: { access_key: string; secret_key: string }): string {
  return `Basic ${Buffer.from(`${access_key}:${secret_key}`).toString('base64')}`;
}
