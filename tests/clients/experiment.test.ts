import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createListeningApp, type ListeningApp } from '../support/listening-app.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { makeHome, type SdkProcess, startSdk } from './sdk-process.ts';

const python = inject('python');
const missing = 'skipped' in python ? python.skipped : undefined;

describe.skipIf(missing)(`a genuine training script${missing ? ` (${missing})` : ''}`, () => {
  let app: ListeningApp;
  let ada: Seeded;
  let sdk: SdkProcess;
  let task: string;
  const { home, remove } = makeHome();

  beforeAll(async () => {
    app = await createListeningApp();
    ada = await seedPerson(app.parts);
    if ('skipped' in python) return;
    sdk = startSdk(
      python.sdk,
      home,
      {
        CLEARML_WEB_HOST: app.web_url,
        CLEARML_API_HOST: app.api_url,
        CLEARML_FILES_HOST: app.files_url,
        CLEARML_API_ACCESS_KEY: ada.key.access_key,
        CLEARML_API_SECRET_KEY: ada.key.secret_key,
      },
      'experiment_driver.py',
    );
  });
  afterAll(async () => {
    sdk?.stop();
    remove();
    await app.end();
  });

  test('runs from Task.init to close', async () => {
    const made = await sdk.ask({ do: 'train' });
    expect(made).toEqual({ id: expect.stringMatching(/^[0-9a-f]{32}$/) });
    task = made.id;
  });

  test('reads everything back that it reported', async () => {
    const read = await sdk.ask({ do: 'read', id: task });
    expect(read).toMatchObject({
      status: 'completed',
      parameters: { 'General/lr': '0.1', 'General/epochs': '3' },
      single: { best: 0.9 },
      artifact: { x: 1 },
    });
    expect(read.curve[0]).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(read.curve[1][3]).toBeCloseTo(0.25);
    expect(read.console).toContain('a line of the console');
    expect(read.plots).toContain('table');
    expect(read.samples).toHaveLength(1);
    expect(read.page).toContain(`/experiments/${task}/output/log`);
  });

  test('its debug sample lies on the files door, for its workspace only', async () => {
    const { samples } = await sdk.ask({ do: 'read', id: task });
    const url = new URL(samples[0]);
    const own = (await app.call('auth.login', {}, { basic: ada.key })).data.token;
    const stranger = await seedPerson(app.parts);
    const other = (await app.call('auth.login', {}, { basic: stranger.key })).data.token;
    const ask = (token: string) => fetch(url, { headers: { authorization: `Bearer ${token}` } });
    const mine = await ask(own);
    expect([mine.status, mine.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await ask(other)).status).toBe(404);
    const foreign = await app.call('tasks.get_by_id', { task }, { basic: stranger.key });
    expect([foreign.code, foreign.subcode]).toEqual([400, 101]);
  });

  test('a clone waits in the queue with the same parameters', async () => {
    const copy = await sdk.ask({ do: 'enqueue', id: task });
    expect(copy).toMatchObject({ status: 'queued', parameters: { 'General/lr': '0.1' } });
    const { data } = await app.call('queues.get_all', { name: '^default$' }, { basic: ada.key });
    expect(data.queues[0].entries.map((entry: { task: string }) => entry.task)).toEqual([copy.id]);
  });
});
