import { scalar, sendEvents } from './events.ts';
import { seedTask } from './experiments.ts';
import type { Seeded } from './seeds.ts';
import type { TestApp } from './test-app.ts';

interface SeededRun {
  name?: string;
  status?: string;
  hyperparams?: Record<string, unknown>;
  /** Curves by "metric/variant": the value at each of so many iterations. */
  curves?: Record<string, (iteration: number) => number | null>;
  points?: number;
}

/** A run with curves in the person's own workspace; gives its id. */
export async function seedRun(
  app: TestApp,
  person: Seeded,
  { name = 'run', status = 'completed', hyperparams = {}, curves = {}, points = 20 }: SeededRun,
): Promise<string> {
  const { workspace_id, id: user_id } = person;
  const id = await seedTask(app, {
    ...{ workspace_id, user_id, name, status: 'in_progress', hyperparams },
    started: new Date(Date.now() - 60_000).toISOString(),
  });
  const events = Object.entries(curves).flatMap(([key, value]) => {
    const [metric = '', variant = ''] = key.split('/');
    return Array.from({ length: points }, (_, i) => valueEvent(id, i, value(i), metric, variant));
  });
  if (events.length > 0) {
    const { data } = await sendEvents(app, person.key, events);
    if (data.added !== events.length) throw new Error(`not all events were stored: ${JSON.stringify(data)}`);
  }
  await app.parts.database.pool.query('update tasks set status = $1 where id = $2', [status, id]);
  return id;
}

/** A scalar as a line: JSON has no NaN, which Python writes all the same. */
function valueEvent(
  task: string,
  iter: number,
  value: number | null,
  metric: string,
  variant: string,
): string {
  const line = JSON.stringify(scalar(task, iter, value ?? 0, metric, variant));
  return value === null ? line.replace(/"value":0/, '"value":NaN') : line;
}
