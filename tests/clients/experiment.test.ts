import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createListeningApp, type ListeningApp } from '../support/listening-app.ts';
import { endLaunched } from '../support/process/launch.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { type ClientHome, makeClientHome, resultOf } from './client-home.ts';
import type { SdkProcess } from './sdk-process.ts';

const python = inject('python');
const missing = 'skipped' in python ? python.skipped : undefined;

describe.skipIf(missing)(`genuine training scripts${missing ? ` (${missing})` : ''}`, () => {
  const program = `${'sdk' in python ? python.sdk : ''}/python`;
  let app: ListeningApp;
  let ada: Seeded;
  let machine: ClientHome;
  let sdk: SdkProcess;
  let task: string;
  let model: string;

  beforeAll(async () => {
    if ('skipped' in python) return;
    app = await createListeningApp();
    ada = await seedPerson(app.parts);
    machine = makeClientHome(app, ada.key);
    sdk = machine.driver(python.sdk, 'experiment_driver.py');
    // The one run with the SDK's reporting process.
    const other = makeClientHome(app, ada.key, 'from a process');
    ({ id: task, model } = resultOf(await other.run(program, [other.script('train.py')])));
    other.remove();
  });
  afterAll(async () => {
    await endLaunched();
    machine?.remove();
    await app?.end();
  });

  const read = (id: string) => sdk.ask({ do: 'read', id });
  const call = (method: string, body = {}) => app.call(method, body, { basic: ada.key });
  async function askFiles(url: string, person: Seeded) {
    const { token } = (await app.call('auth.login', {}, { basic: person.key })).data;
    return fetch(url, { headers: { authorization: `Bearer ${token}` } });
  }

  test('from Task.init to close: everything that was reported is read back', async () => {
    const seen = await read(task);
    expect(seen).toMatchObject({
      ...{ name: 'first run', project: 'vision/detection', status: 'completed' },
      tags: ['nightly'],
      parameters: {
        'Args/epochs': '20',
        'General/lr': '0.1',
        'General/layers': '[8, 4]',
        'General/optimizer/name': 'adam',
      },
      configuration: { classes: ['cat', 'dog'] },
      properties: { reviewed_by: 'mira' },
      single: { best: 0.9 },
      last: { train: { last: 0.05, min: 0.05, max: 1 } },
      last_iteration: 19,
    });
    expect(seen.script).toContain('A training script as people write them');
    expect(seen.curves.loss.train[0]).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(seen.curves.loss.test[1][3]).toBeCloseTo(0.5);
    expect(seen.console).toContain('a line of the logger');
    expect(seen.console).toContain('a line of the console with lr 0.1');
    expect(Object.keys(seen.plots).toSorted()).toEqual(['numbers', 'weights']);
    expect(JSON.stringify(seen.plots.numbers.data)).toContain('"table"');
    expect(seen.samples).toHaveLength(2);
    expect(seen.page).toContain(`/experiments/${task}/output/log`);
  });

  test('its artifacts and its model come back from the files door, byte for byte', async () => {
    expect(await sdk.ask({ do: 'fetch', id: task })).toEqual({
      numbers: { x: 1 },
      array: [0, 1, 2, 3],
      model: {
        ...{ id: model, framework: 'Custom', labels: { cat: 0, dog: 1 }, metadata: { accuracy: 0.9 } },
        ...{ project: true, task, bytes: 3000 },
      },
    });
  });

  test('its debug sample lies on the files door, for its workspace only', async () => {
    const url = (await read(task)).samples[0];
    const own = await askFiles(url, ada);
    expect([own.status, own.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await askFiles(url, await seedPerson(app.parts))).status).toBe(404);
  });

  test('started again under its name, a run takes its task up: reset or continued', async () => {
    const script = machine.script('short.py');
    const run = async (...args: string[]) => resultOf(await machine.run(program, [script, ...args])).id;
    const id = await run('--epochs', '7');
    expect(await run('--epochs', '5')).toBe(id);
    const anew = await read(id);
    expect(anew.curves.loss.train[0]).toEqual([0, 1, 2, 3, 4]);
    expect(anew.console).toContain('a run of 5 epochs');
    expect(anew.console).not.toContain('a run of 7 epochs');

    expect(await run('--continued')).toBe(id);
    const continued = await read(id);
    expect(continued.status).toBe('completed');
    expect(continued.curves.loss.train[0]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(continued.console).toContain('a run of 5 epochs');
    expect(continued.console).toContain('a run of 3 epochs');
  });

  test('execute_remotely ends the local run and queues its task', async () => {
    const ended = await machine.run(program, [machine.script('short.py'), '--remotely']);
    expect(ended.stdout).not.toContain('result:');
    const { ids } = await sdk.ask({ do: 'find', by: { task_name: '^short$' } });
    expect(ids).toHaveLength(1);
    expect((await read(ids[0])).status).toBe('queued');
    expect(await sdk.ask({ do: 'dequeue', id: ids[0] })).toEqual({ status: expect.any(String) });
  });

  test('a clone is queued with a parameter of its own, and a script run for it obeys that parameter', async () => {
    const { id, ...cloned } = await sdk.ask({ do: 'clone', id: task, name: 'the copy', lr: 0.5 });
    expect(cloned).toEqual({ status: 'created', parent: task });
    expect(await sdk.ask({ do: 'enqueue', id, queue: 'default' })).toEqual({ status: 'queued' });
    const { data } = await call('queues.get_all', { name: '^default$' });
    expect(data.queues[0].entries.map((entry: { task: string }) => entry.task)).toEqual([id]);
    expect(await sdk.ask({ do: 'dequeue', id })).toEqual({ status: 'created' });

    const ran = await machine.run(program, [machine.script('train.py')], { CLEARML_TASK_ID: id });
    expect(resultOf(ran)).toMatchObject({ id, lr: 0.5 });
    const seen = await read(id);
    expect(seen.parameters).toMatchObject({ 'General/lr': '0.5', 'General/layers': '[8, 4]' });
    expect(seen.curves.loss.train[0]).toHaveLength(20);
    // Whoever runs a task remotely, an agent, is who completes it.
    expect(seen.status).toBe('in_progress');
  });

  test('deleted by the SDK, a task is gone with its models and its files', async () => {
    const [url] = (await read(task)).samples;
    expect(await sdk.ask({ do: 'delete', id: task })).toEqual({ deleted: true });
    const gone = await call('tasks.get_by_id', { task });
    expect([gone.code, gone.subcode]).toEqual([400, 101]);
    const models = await call('models.get_all', { id: [model] });
    expect(models.data.models).toEqual([]);
    expect((await askFiles(url, ada)).status).toBe(404);
  });
});
