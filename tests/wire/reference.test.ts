import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '../../src/contract/contract.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.end());

test('OpenAPI 3.1 holds every method of the contract, with its request, answer, scope and whether it is public', async () => {
  const document = (await app.web.inject('/api/openapi.json')).json();
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths).sort()).toEqual(
    Object.keys(contract)
      .map((name) => `/v2.34/${name}`)
      .sort(),
  );
  const create = document.paths['/v2.34/auth.create_credentials'].post;
  expect(create['x-scope']).toBe('workspace');
  expect(create.requestBody.content['application/json'].schema.properties).toHaveProperty('label');
  expect(create.responses[200].content['application/json'].schema.properties.data.properties).toHaveProperty(
    'credentials',
  );
  expect(document.paths['/v2.34/debug.ping'].post.security).toEqual([]);
  expect(create.security).toBeUndefined();
});

test('the reference page shows every method and runs under the strict policy', async () => {
  const answer = await app.web.inject('/api/reference');
  for (const [name, { summary }] of Object.entries(contract)) {
    expect(answer.body).toContain(`id="${name}"`);
    expect(answer.body).toContain(summary.slice(0, 20));
  }
  const [, nonce] =
    /style-src 'self' 'nonce-([^']+)'/.exec(String(answer.headers['content-security-policy'])) ?? [];
  expect(answer.body).toContain(`<style nonce="${nonce}">`);
  expect(answer.body).not.toContain('__CSP_NONCE__');
});
