import { createServer, request } from 'node:http';
import { freePort, type ListeningApp } from './listening-app.ts';
import { createPageApp } from './page-app.ts';

/** An app behind a proxy that serves it below `prefix`, with the prefix stripped or passed on. */
export async function createSubPathProxy(
  prefix: string,
  strips: boolean,
): Promise<{ app: ListeningApp; url: string; end(): Promise<void> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}${prefix}`;
  const app = await createPageApp({ ATRIUM_PUBLIC_URL: url, ATRIUM_TRUST_PROXY: '1' });
  const target = app.parts.config.web_port;
  const proxy = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    if (!path.startsWith(prefix)) return outgoing.writeHead(404).end();
    const forwarded = request(
      {
        host: '127.0.0.1',
        port: target,
        method: incoming.method,
        path: strips ? path.slice(prefix.length) || '/' : path,
        headers: incoming.headers,
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    // A browser that leaves a page drops its requests; that is no fault of anybody.
    forwarded.on('error', () => outgoing.destroy());
    return incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => proxy.listen(port, '127.0.0.1', resolve));
  return {
    app,
    url,
    async end() {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
      await app.end();
    },
  };
}
