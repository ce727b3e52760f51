import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { keepAuditLog } from './keep-audit-log.ts';
import { listPartitions, monthAfter } from './partitions.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.end());

const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
const keep = (days?: number) => keepAuditLog(app.parts.database.db, days);
const daysAgo = (days: number, workspace: string) =>
  sql(
    `insert into audit_events (at, workspace_id, action, detail)
     values (now() - make_interval(days => $1), $2, 'tests.old', '{"n": 1}')`,
    [days, workspace],
  );
const rows = async (workspace: string) =>
  (
    await sql(
      'select id, at, detail, tableoid::regclass::text as part from audit_events where workspace_id = $1 order by at',
      [workspace],
    )
  ).rows;
const today = () => new Date().toISOString().slice(0, 10);

test('every month has its partition, two ahead, and events keep their id and time when they move there', async () => {
  const { workspace_id } = await seedPerson(app.parts);
  for (const days of [0, 40, 400]) await daysAgo(days, workspace_id);
  const before = await rows(workspace_id);
  await keep();
  const after = await rows(workspace_id);
  expect(after.map(({ part: _part, ...row }) => row)).toEqual(before.map(({ part: _part, ...row }) => row));
  for (const { at, part } of after) expect(part).toBe(`audit_events_${at.slice(0, 7).replace('-', '_')}`);
  expect(await listPartitions(app.parts.database.db)).toEqual(
    expect.arrayContaining([0, 1, 2].map((months) => monthAfter(today(), months))),
  );
  await keep();
  expect(await rows(workspace_id)).toEqual(after);
});

test('events that come later go to their month and get new ids', async () => {
  const { workspace_id } = await seedPerson(app.parts);
  await keep();
  await daysAgo(0, workspace_id);
  const { rows: all } = await sql(
    'select count(*)::int as count, count(distinct id)::int as ids from audit_events',
  );
  expect(all[0].ids).toBe(all[0].count);
  expect((await rows(workspace_id)).at(-1).part).toBe(
    `audit_events_${today().slice(0, 7).replace('-', '_')}`,
  );
});

test('nothing ends unless a number of days is set; then exactly what is older does', async () => {
  const { workspace_id } = await seedPerson(app.parts);
  for (const days of [0, 29, 31, 95, 400]) await daysAgo(days, workspace_id);
  await keep();
  expect((await rows(workspace_id)).length).toBeGreaterThanOrEqual(5);
  await keep(30);
  const { rows: old } = await sql(
    "select count(*)::int as count from audit_events where at < now() - interval '30 days'",
  );
  expect(old[0].count).toBe(0);
  const { rows: kept } = await sql(
    "select count(*)::int as count from audit_events where workspace_id = $1 and action = 'tests.old'",
    [workspace_id],
  );
  expect(kept[0].count).toBe(2);
});

test('two processes at once make each partition once', async () => {
  const { workspace_id } = await seedPerson(app.parts);
  for (const days of [500, 530, 560]) await daysAgo(days, workspace_id);
  await Promise.all([keep(), keep(), keep()]);
  expect((await rows(workspace_id)).filter(({ part }) => part === 'audit_events_default')).toEqual([]);
});

test('outside of that, events of every partition can be neither changed nor removed', async () => {
  const { workspace_id } = await seedPerson(app.parts);
  await daysAgo(1, workspace_id);
  await keep();
  for (const text of [
    'update audit_events set action = $1 where workspace_id = $2',
    'delete from audit_events where action <> $1 and workspace_id = $2',
  ])
    await expect(sql(text, ['tests.forged', workspace_id])).rejects.toThrow('append-only');
});
