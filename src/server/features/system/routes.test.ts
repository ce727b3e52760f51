import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let person: Seeded;
beforeAll(async () => {
  app = await createTestApp({
    environment: {
      ATRIUM_PUBLIC_URL: 'https://ml.example.org/atrium',
      ATRIUM_FILES_URL: 'https://files.example.org',
      ATRIUM_FILES_ALIASES: 'http://old.example.org:8081, https://older.example.org/files',
    },
  });
  person = await seedPerson(app.parts);
});
afterAll(() => app.end());

test('server.addresses gives what set-up blocks show, and under which addresses files are or were stored', async () => {
  const { code, data } = await app.call('server.addresses', {}, { basic: person.key });
  expect(code).toBe(200);
  expect(data).toEqual({
    web_server: 'https://ml.example.org/atrium/',
    api_server: 'https://ml.example.org/atrium/api',
    files_server: 'https://files.example.org',
    former_files_servers: [
      'https://ml.example.org/atrium/files',
      'http://old.example.org:8081',
      'https://older.example.org/files',
    ],
  });
});
