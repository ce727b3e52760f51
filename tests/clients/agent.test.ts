import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createListeningApp, type ListeningApp } from '../support/listening-app.ts';
import { endLaunched, type Launched } from '../support/process/launch.ts';
import { type Seeded, seedKey, seedMember, seedPerson, seedService } from '../support/seeds.ts';
import { type ClientHome, makeClientHome } from './client-home.ts';

const python = inject('python');
const missing = 'skipped' in python ? python.skipped : undefined;

const SCRIPTS = {
  good: `from clearml import Task
task = Task.init("fleet", "good")
values = task.connect({"lr": 0.1})
task.get_logger().report_scalar("loss", "train", values["lr"], 1)
user = task.session.send_request("users", "get_current_user").json()["data"]["user"]["id"]
print("trained with lr", values["lr"], "as", user)
`,
  bad: 'print("about to break")\nraise ValueError("no data here")\n',
  endless: 'import time\nprint("under way")\nwhile True:\n    time.sleep(0.2)\n',
};

describe.skipIf(missing)(`the genuine agent's daemon${missing ? ` (${missing})` : ''}`, () => {
  let app: ListeningApp;
  let ada: Seeded;
  let mira: Seeded;
  let daemon: Launched;
  let packages: string;
  const homes: ClientHome[] = [];
  const tasks: Record<string, string> = {};

  beforeAll(async () => {
    if ('skipped' in python) return;
    app = await createListeningApp();
    ada = await seedPerson(app.parts);
    const machine = newHome(ada.key);
    const where = ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'];
    packages = (await machine.run(`${python.sdk}/python`, where)).stdout.trim();
    for (const script of ['good', 'bad', 'endless'] as const)
      tasks[script] = await enqueue(script, 'default');
    daemon = startDaemon(machine, 'default', 'bench:0');

    mira = await seedPerson(app.parts);
    await seedMember(app.parts, ada.workspace_id, mira.id, 'member');
    const own = await seedKey(app.parts, { account_id: mira.id, workspace_id: ada.workspace_id });
    const service = await seedService(app.parts, ada.workspace_id, true);
    tasks.owned = await enqueue('good', 'owners', own);
    startDaemon(newHome(service.key), 'owners', 'bench:1', '--use-owner-token');
  });
  afterAll(async () => {
    await endLaunched();
    for (const { remove } of homes) remove();
    await app?.end();
  });

  const call = (method: string, body = {}, key = ada.key) => app.call(method, body, { basic: key });

  function newHome(key: Seeded['key']): ClientHome {
    const home = makeClientHome(app, key);
    homes.push(home);
    return home;
  }

  /** A daemon that installs nothing: it runs scripts with its own Python and the SDK's packages. */
  function startDaemon({ start }: ClientHome, queue: string, worker: string, ...more: string[]): Launched {
    const program = `${'agent' in python ? python.agent : ''}/clearml-agent`;
    return start(program, ['daemon', '--foreground', '--cpu-only', '--queue', queue, ...more], {
      CLEARML_WORKER_ID: worker,
      CLEARML_AGENT_SKIP_PYTHON_ENV_INSTALL: '1',
      CLEARML_AGENT_EXTRA_PYTHON_PATH: packages,
    });
  }

  /** Queues a task of this script as SDKs make them for scripts outside any repository. */
  async function enqueue(script: keyof typeof SCRIPTS, queue: string, key = ada.key): Promise<string> {
    const wanted = {
      ...{ name: script, type: 'training' },
      script: { binary: 'python', diff: SCRIPTS[script], entry_point: 'run.py', working_dir: '.' },
      hyperparams: { General: { lr: { section: 'General', name: 'lr', value: '0.5' } } },
    };
    const task = (await call('tasks.create', wanted, key)).data.id;
    expect((await call('tasks.enqueue', { task, queue_name: queue }, key)).data.queued).toBe(1);
    return task;
  }

  const find = async (task = '') => (await call('tasks.get_by_id', { task })).data.task;
  async function consoleOf(task = ''): Promise<string> {
    const { events } = (await call('events.get_task_log', { task, order: 'asc', batch_size: 1000 })).data;
    return events.map(({ msg }: { msg: string }) => msg).join('\n');
  }

  async function workerOf(worker: string) {
    const { workers } = (await call('workers.get_all')).data;
    return workers.find(({ id }: { id: string }) => id === worker);
  }

  /** Waits for this status; a task that ended otherwise is not waited for. */
  async function ended(task: string | undefined, status: string) {
    const over = /^(completed|failed|stopped)$/;
    const isOver = async () => over.test((await find(task)).status);
    await expect.poll(isOver, { timeout: 170_000, interval: 500 }).toBe(true);
    const found = await find(task);
    expect([found.status, await consoleOf(task)]).toEqual([status, expect.any(String)]);
    return found;
  }

  test('runs a queued task: completed, with console, curve and the parameter it was queued with', async () => {
    const done = await ended(tasks.good, 'completed');
    expect(done).toMatchObject({ started: expect.any(String), completed: expect.any(String) });
    expect(await consoleOf(tasks.good)).toContain(`trained with lr 0.5 as ${ada.id}`);
    const { data } = await call('events.scalar_metrics_iter_histogram', { task: tasks.good });
    expect(data.loss.train).toMatchObject({ x: [1], y: [0.5] });
  });

  test('a task that raises fails, with the exit code and its last words', async () => {
    const { status_reason } = await ended(tasks.bad, 'failed');
    expect(status_reason).toMatch(/exit code 1/);
    expect(await consoleOf(tasks.bad)).toContain('ValueError: no data here');
  });

  test('a task that is aborted while it runs is killed and becomes stopped', async () => {
    const isUnderWay = async () => (await consoleOf(tasks.endless)).includes('under way');
    await expect.poll(isUnderWay, { timeout: 170_000, interval: 500 }).toBe(true);
    const runs = async () => (await workerOf('bench:0'))?.task?.id;
    await expect.poll(runs, { timeout: 60_000 }).toBe(tasks.endless);
    await call('tasks.stop', { task: tasks.endless });
    expect(await find(tasks.endless)).toMatchObject({ status: 'in_progress', status_message: 'stopping' });
    await ended(tasks.endless, 'stopped');
    expect(await consoleOf(tasks.endless)).toContain('User aborted: stopping task');
  });

  test('stopped itself, it is no longer among the workers', async () => {
    daemon.send('SIGINT');
    await daemon.ended;
    expect(await workerOf('bench:0')).toBeUndefined();
  });

  test('with --use-owner-token it runs a member’s task as that member', async () => {
    const done = await ended(tasks.owned, 'completed');
    expect(done.user).toBe(mira.id);
    expect(await consoleOf(tasks.owned)).toContain(`trained with lr 0.5 as ${mira.id}`);
  });
});
