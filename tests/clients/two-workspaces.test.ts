import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createListeningApp, type ListeningApp } from '../support/listening-app.ts';
import { endLaunched } from '../support/process/launch.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { type ClientHome, makeClientHome, resultOf } from './client-home.ts';

const python = inject('python');
const missing = 'skipped' in python ? python.skipped : undefined;

describe.skipIf(missing)(`genuine clients of two workspaces${missing ? ` (${missing})` : ''}`, () => {
  const bin = 'sdk' in python ? python.sdk : '';
  let app: ListeningApp;
  const people: Seeded[] = [];
  const homes: ClientHome[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: results of scripts are checked by expectations
  let made: any[];

  beforeAll(async () => {
    if ('skipped' in python) return;
    app = await createListeningApp();
    for (const _ of ['ada', 'mira']) {
      const person = await seedPerson(app.parts);
      people.push(person);
      homes.push(makeClientHome(app, person.key));
    }
    made = await Promise.all(homes.map((home, i) => run(home, 'make', String(i))));
  });
  afterAll(async () => {
    await endLaunched();
    for (const { remove } of homes) remove();
    await app?.end();
  });

  const run = async (home: ClientHome, ...args: string[]) =>
    resultOf(await home.run(`${bin}/python`, [home.script('neighbour.py'), ...args]));
  const tasksOf = async (person: Seeded) => {
    const { data } = await app.call('tasks.get_all', { search_hidden: true }, { basic: person.key });
    return data.tasks;
  };

  test('each sees its own things of the same names, and with the other’s ids does nothing', async () => {
    const [own, other] = made;
    const before = await tasksOf(people[1] ?? expect.fail());
    const seen = await run(homes[0] ?? expect.fail(), 'look', JSON.stringify(other));
    expect(seen).toEqual({
      tasks: [own.task],
      models: [own.model],
      datasets: [own.dataset],
      queues: [own.queue],
      projects: [own.project],
      workers: [],
      got: {},
    });
    expect(await tasksOf(people[1] ?? expect.fail())).toEqual(before);
  });

  test('the same tries with one’s own ids succeed: they are tries', async () => {
    const [, own] = made;
    const seen = await run(homes[1] ?? expect.fail(), 'look', JSON.stringify(own));
    expect(Object.keys(seen.got).toSorted()).toEqual([
      ...['child dataset', 'clone', 'create there', 'dataset', 'delete', 'dequeue', 'edit', 'enqueue there'],
      ...['get_task', 'input model', 'model', 'peek', 'scalars', 'weights'],
    ]);
  });
});
