import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

let app: TestApp;
let mira: Seeded;
beforeAll(async () => {
  app = await createTestApp();
  mira = await seedPerson(app.parts);
});
afterAll(() => app.end());

test('a key pair gives a token, and the token tells who calls', async () => {
  const login = await app.call('auth.login', {}, { basic: mira.key });
  expect(login.code).toBe(200);
  const me = await app.call('users.get_current_user', {}, { bearer: login.data.token });
  expect(me.data.user).toMatchObject({ id: mira.id, role: 'admin', company: { id: mira.workspace_id } });
});
