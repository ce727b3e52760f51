import type { TestApp } from './test-app.ts';

/** When the first of seeded lines was printed, in milliseconds. */
export const FIRST_LINE_MS = 1_700_000_000_000;

/**
 * Gives a task a console of numbered lines, 10 ms apart, straight into the tables: "step 17 of training". Every
 * `needle_every`th one, from the middle of the first on, holds the word "needle" too.
 */
export async function seedLines(
  app: TestApp,
  {
    workspace_id,
    task,
    count,
    needle_every,
  }: { workspace_id: string; task: string; count: number; needle_every: number },
): Promise<void> {
  const { pool } = app.parts.database;
  await pool.query(
    `insert into event_logs (workspace_id, owner_id, generation, at, level, worker, msg)
     select $1, $2, 0, $3::double precision + i * 10, 'info', 'w',
       'step ' || i || ' of training' || case when i % $5 = $5 / 2 then ' with a Needle' else '' end
     from generate_series(0, $4::integer - 1) as i`,
    [workspace_id, task, FIRST_LINE_MS, count, needle_every],
  );
  await pool.query(
    `insert into event_totals (workspace_id, owner_id, generation, logs) values ($1, $2, 0, $3)`,
    [workspace_id, task, count],
  );
}
