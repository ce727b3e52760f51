import { sendEvents } from './events.ts';
import type { Seeded } from './seeds.ts';
import type { TestApp } from './test-app.ts';

interface NewPlot {
  metric: string;
  variant: string;
  iter: number;
  /** A figure, or its text as it stands. */
  figure: unknown;
}

/** Reports plots of a task that is running, as the SDK does. */
export async function reportPlots(
  app: TestApp,
  { key }: Pick<Seeded, 'key'>,
  task: string,
  plots: readonly NewPlot[],
): Promise<void> {
  const events = plots.map(({ figure, ...place }) => ({
    ...{ type: 'plot', task, timestamp: Date.now(), ...place },
    plot_str: typeof figure === 'string' ? figure : JSON.stringify(figure),
  }));
  const { data } = await sendEvents(app, key, events);
  if (data.added !== events.length) throw new Error(`not all plots were stored: ${JSON.stringify(data)}`);
}
