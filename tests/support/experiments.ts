import { createHash, randomBytes } from 'node:crypto';
import type { TestApp } from './test-app.ts';

const hex = () => randomBytes(16).toString('hex');

/** Writes a row of a table of experiments as it stands; objects become JSON, lists of texts stay lists. */
async function insert(app: TestApp, table: string, row: Record<string, unknown>): Promise<string> {
  const id = (row.id as string | undefined) ?? hex();
  const full = { ...row, id };
  const columns = Object.keys(full);
  const values = Object.values(full).map((value) =>
    typeof value === 'object' && value !== null && !isTexts(value) ? JSON.stringify(value) : value,
  );
  const places = columns.map((_, i) => `$${i + 1}`);
  await app.parts.database.pool.query(
    `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`,
    values,
  );
  return id;
}

const isTexts = (value: object) => Array.isArray(value) && value.every((item) => typeof item === 'string');

type Row = Record<string, unknown> & { workspace_id: string };

/** A task as if it had been made; artifacts and models as JSON. */
export const seedTask = (app: TestApp, row: Row) =>
  insert(app, 'tasks', { name: 'task', type: 'training', ...row });
export const seedModel = (app: TestApp, row: Row) => insert(app, 'models', { name: 'model', ...row });
export const seedProject = (app: TestApp, row: Row) =>
  insert(app, 'projects', { name: `project ${hex()}`, ...row });

/** The key under which a metric or a variant stands in `last_metrics`. */
export const metricHash = (name: string) => createHash('md5').update(name).digest('hex');
