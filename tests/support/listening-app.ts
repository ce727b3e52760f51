import { createServer } from 'node:net';
import { createTestApp, type TestApp } from './test-app.ts';

export interface ListeningApp extends TestApp {
  web_url: string;
  api_url: string;
  files_url: string;
}

/** A port of loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

/** A test app that listens on real ports of loopback, for genuine clients and browsers. */
export async function createListeningApp(
  environment: Record<string, string> = {},
  webRoot?: string,
): Promise<ListeningApp> {
  const web = Number(environment.ATRIUM_WEB_PORT ?? (await freePort()));
  const [api, files] = [await freePort(), await freePort()];
  const app = await createTestApp({
    environment: {
      ATRIUM_WEB_PORT: String(web),
      ATRIUM_API_PORT: String(api),
      ATRIUM_FILES_PORT: String(files),
      ...environment,
    },
    webRoot,
  });
  await app.web.listen({ host: '127.0.0.1', port: web });
  await app.api.listen({ host: '127.0.0.1', port: api });
  await app.files.listen({ host: '127.0.0.1', port: files });
  const { web_url, api_url, files_url } = app.parts.config;
  return { ...app, web_url, api_url, files_url };
}
