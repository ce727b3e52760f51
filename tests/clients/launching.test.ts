import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createListeningApp, type ListeningApp } from '../support/listening-app.ts';
import { endLaunched, launch } from '../support/process/launch.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { type ClientHome, makeClientHome } from './client-home.ts';

const python = inject('python');
const missing = 'skipped' in python ? python.skipped : undefined;

describe.skipIf(missing)(`genuine pipelines and clearml-task${missing ? ` (${missing})` : ''}`, () => {
  const bin = 'sdk' in python ? python.sdk : '';
  let app: ListeningApp;
  let ada: Seeded;
  let machine: ClientHome;

  beforeAll(async () => {
    if ('skipped' in python) return;
    app = await createListeningApp();
    ada = await seedPerson(app.parts);
    machine = makeClientHome(app, ada.key);
  });
  afterAll(async () => {
    await endLaunched();
    machine?.remove();
    await app?.end();
  });

  const call = (method: string, body = {}) => app.call(method, body, { basic: ada.key });

  test('a pipeline of two function steps runs on this machine', async () => {
    await machine.run(`${bin}/python`, [machine.script('pipeline.py')]);
    const search = { search_hidden: true, order_by: ['created'] };
    const [controller] = (await call('tasks.get_all', { ...search, type: ['controller'] })).data.tasks;
    expect(controller).toMatchObject({
      ...{ name: 'doubling', status: 'completed' },
      system_tags: expect.arrayContaining(['pipeline']),
    });
    const steps = (await call('tasks.get_all', { ...search, parent: controller.id })).data.tasks;
    expect(steps.map(({ name, status }: Record<string, string>) => [name, status])).toEqual([
      ['double', 'completed'],
      ['total', 'completed'],
    ]);
    const log = await call('events.get_task_log', { task: steps[1].id });
    expect(JSON.stringify(log.data.events)).toContain('the total of [2, 4, 6]');
    const plots = await call('events.get_task_plots', { task: controller.id });
    expect(plots.data.plots.length).toBeGreaterThan(0);
    const { project } = (await call('projects.get_by_id', { project: controller.project })).data;
    expect(project).toMatchObject({
      name: 'vision/.pipelines/doubling',
      system_tags: expect.arrayContaining(['pipeline', 'hidden']),
    });
  });

  test('clearml-task queues a script with its arguments, packages and image', async () => {
    const script = machine.script('short.py');
    const { stdout } = await machine.run(`${bin}/clearml-task`, [
      ...['--project', 'vision', '--name', 'launched', '--tags', 'shell', '--script', script],
      ...['--args', 'epochs=9', '--packages', 'clearml', '--docker', 'python:3.11', '--queue', 'default'],
    ]);
    const task = /sent for execution on queue default/.test(stdout)
      ? /New task created id=([0-9a-f]{32})/.exec(stdout)?.[1]
      : expect.fail(stdout);
    const found = (await call('tasks.get_by_id', { task })).data.task;
    expect(found).toMatchObject({
      ...{ name: 'launched', status: 'queued', tags: ['shell'] },
      hyperparams: { Args: { epochs: { value: '9' } } },
      script: { entry_point: 'short.py', requirements: { pip: expect.stringContaining('clearml') } },
      container: { image: 'python:3.11' },
    });
    expect(found.script.diff).toContain('A short run that is started again');
    const { data } = await call('queues.get_all', { name: '^default$' });
    expect(data.queues[0].entries.map((entry: { task: string }) => entry.task)).toEqual([task]);
  });

  test('clearml-task takes a folder with a repository, and what is not committed in it', async () => {
    const git = (...args: string[]) =>
      launch('git', ['-c', 'user.name=ada', '-c', 'user.email=ada@example.org', ...args], {
        checkout: machine.work,
      }).ended;
    const script = machine.script('pipeline.py');
    await git('init', '-q', '-b', 'trunk');
    await git('remote', 'add', 'origin', 'https://git.example.org/team/vision.git');
    await git('add', 'pipeline.py');
    await git('commit', '-q', '-m', 'first');
    const commit = (await git('rev-parse', 'HEAD')).stdout.trim();
    await machine.run('sh', ['-c', `echo '# not committed' >> ${script}`]);
    const { stdout } = await machine.run(`${bin}/clearml-task`, [
      ...['--project', 'vision', '--name', 'of a folder', '--packages', 'clearml'],
      // Without --cwd this version of it fails before it asks the server.
      ...['--folder', machine.work, '--script', 'pipeline.py', '--cwd', '.'],
    ]);
    const task = /New task created id=([0-9a-f]{32})/.exec(stdout)?.[1] ?? expect.fail(stdout);
    const found = (await call('tasks.get_by_id', { task })).data.task;
    expect(found).toMatchObject({
      status: 'created',
      script: {
        repository: 'https://git.example.org/team/vision.git',
        version_num: commit,
        entry_point: 'pipeline.py',
        diff: expect.stringContaining('+# not committed'),
      },
    });
  });
});
