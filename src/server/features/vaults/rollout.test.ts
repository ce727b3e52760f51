import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Seeded, seedKey, seedMember, seedPerson } from '../../../../tests/support/seeds.ts';
import { type As, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import type { CallerFacts } from '../../http/caller-facts.ts';
import type { Principal } from '../../http/principal.ts';
import { createFetchLog } from './fetch-log.ts';
import { isTooOld, rolloutOf } from './rollout.ts';
import { deleteOldFetches, type WorkerRow } from './rollout-store.ts';

describe('the sentence of a rollout', () => {
  const now = new Date('2026-11-18T12:00:00Z');
  const row = (worker: string, version: number | null, more: Partial<WorkerRow> = {}): WorkerRow => ({
    worker,
    user_id: 'u',
    user_name: 'Mira',
    client: 'clearml-2.1.7',
    address: '192.0.2.1',
    version,
    fetched: version === null ? null : '2026-11-18T08:00:00.000000+00:00',
    seen: '2026-11-18T08:00:00.000000+00:00',
    ...more,
  });

  test('tells who has it, who has an older one since when, and who cannot', () => {
    const rows = [
      ...Array.from({ length: 5 }, (_, at) => row(`cpu-${at}`, 13)),
      row('gpu-3', 12, { fetched: '2026-11-16T23:00:00.000000+00:00' }),
      row('old', null, { client: 'clearml-1.0.5' }),
      row('new', null),
    ];
    expect(rolloutOf(13, rows, now).summary).toBe(
      '5 of 8 workers have version 13; gpu-3 has 12 since Monday; one client is too old for vaults; one has not asked yet.',
    );
  });

  test.each([
    [[], 'No worker has been seen in the last 30 days.'],
    [[row('a', 1)], '1 of 1 worker has version 1.'],
    [
      [
        row('a', 1),
        row('b', null, { client: 'clearml-agent-1.0.0' }),
        row('c', null, { client: 'trains-0.16' }),
      ],
      '1 of 3 workers have version 1; 2 clients are too old for vaults.',
    ],
  ])('%#', (rows, sentence) => {
    expect(rolloutOf(1, rows, now).summary).toBe(sentence);
  });

  test('names three who are behind, with the date when it is longer ago than a week', () => {
    const rows = ['a', 'b', 'c', 'd', 'e'].map((name) =>
      row(name, 1, { fetched: '2026-11-02T08:00:00.000000+00:00' }),
    );
    expect(rolloutOf(2, rows, now).summary).toBe(
      '0 of 5 workers have version 2; a has 1 since 2026-11-02; b has 1 since 2026-11-02; c has 1 since 2026-11-02; 2 more have older ones.',
    );
  });

  test.each([
    ['clearml-1.0.5', true],
    ['clearml-0.17.5', true],
    ['clearml-1.1.0', false],
    ['clearml-2.1.7', false],
    ['clearml-agent-1.0.0', true],
    ['clearml-agent-1.9.2', false],
    ['trains-0.16.4', true],
    ['api-0.12.1', true],
    ['something-else', false],
    [null, false],
  ])('%s too old: %s', (client, expected) => {
    expect(isTooOld(client)).toBe(expected);
  });
});

describe('what is recorded', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.end());

  let mira: Seeded;
  let vault: string;
  const page = (): As => ({ session: mira.session, tenant: mira.workspace_id });
  const client = (key: As['basic'], worker: string, program = 'clearml-2.1.7') => ({
    ...(key && { basic: key }),
    headers: { 'x-clearml-worker': worker, 'x-clearml-client': program },
  });
  const start = async (key: As['basic'], worker: string, program?: string) => {
    const { data } = await app.call('auth.login', {}, client(key, worker, program));
    return app.call('users.get_vaults?enabled=true&types=config', undefined, {
      ...client(undefined, worker, program),
      bearer: data.token,
    });
  };
  const save = async (text: string, more = {}) => {
    const body = { text, format: 'hocon', base: 0, enabled: true, accept_warnings: true, ...more };
    return (await app.call('vaults.save', body, page())).data.vault as string;
  };
  const rollout = async () => (await app.call('vaults.get_rollout', { vault }, page())).data;
  beforeEach(async () => {
    mira = await seedPerson(app.parts);
    vault = await save('a = 1');
  });

  test('each fetch with client, version, worker and address; one row for a worker', async () => {
    await start(mira.key, 'gpu-1');
    await start(mira.key, 'gpu-1');
    await start(mira.key, 'gpu-2', 'clearml-agent-1.9.2');
    const { workers, summary } = await rollout();
    expect(summary).toBe('2 of 2 workers have version 1.');
    expect(workers).toHaveLength(2);
    expect(workers).toContainEqual({
      worker: 'gpu-1',
      user: { id: mira.id, name: mira.name },
      client: 'clearml-2.1.7',
      address: '127.0.0.1',
      state: 'current',
      version: 1,
      fetched: expect.any(String),
      seen: expect.any(String),
    });
  });

  test('who fetched before a change is behind, who only logged in has asked for nothing', async () => {
    await start(mira.key, 'gpu-1');
    await app.call('auth.login', {}, client(mira.key, 'gpu-2', 'clearml-1.0.5'));
    await save('a = 2', { vault, base: 1 });
    expect((await rollout()).summary).toBe(
      '0 of 2 workers have version 2; gpu-1 has 1 since today; one client is too old for vaults.',
    );
    await start(mira.key, 'gpu-1');
    expect((await rollout()).summary).toBe(
      '1 of 2 workers have version 2; one client is too old for vaults.',
    );
  });

  test('the page looking at a vault is no worker', async () => {
    await app.call('users.get_vaults', { enabled: true }, page());
    expect((await rollout()).workers).toEqual([]);
  });

  test('a workspace’s vault shows the workers of those it is for, to administrators alone', async () => {
    const other = await seedPerson(app.parts);
    await seedMember(app.parts, mira.workspace_id, other.id, 'member');
    const key = await seedKey(app.parts, { account_id: other.id, workspace_id: mira.workspace_id });
    vault = await save('b = 1', { scope: 'group', name: 'shared' });
    await start(key, 'theirs');
    await start(mira.key, 'mine');
    const names = async () => (await rollout()).workers.map(({ worker }: { worker: string }) => worker);
    expect((await names()).toSorted()).toEqual(['mine', 'theirs']);
    await app.call('vaults.update', { vault, members: [other.id] }, page());
    expect(await names()).toEqual(['theirs']);
    const theirs = { session: other.session, tenant: mira.workspace_id };
    const refused = await app.call('vaults.get_rollout', { vault }, theirs);
    expect([refused.code, refused.subcode]).toEqual([400, 10]);
  });

  test('workers of those who left the workspace are not waited for', async () => {
    const other = await seedPerson(app.parts);
    await seedMember(app.parts, mira.workspace_id, other.id, 'member');
    const key = await seedKey(app.parts, { account_id: other.id, workspace_id: mira.workspace_id });
    vault = await save('b = 1', { scope: 'group', name: 'shared' });
    await start(key, 'theirs');
    expect((await rollout()).workers).toHaveLength(1);
    await app.parts.database.pool.query(
      'delete from memberships where workspace_id = $1 and account_id = $2',
      [mira.workspace_id, other.id],
    );
    expect((await rollout()).workers).toEqual([]);
  });

  test('a vault that is deleted while fetches are written costs no other its fetches', async () => {
    const { db, pool } = app.parts.database;
    const gone = await save('b = 1', { scope: 'group', name: 'shared' });
    const log = createFetchLog(db);
    const caller = { workspace: { id: mira.workspace_id }, account: { id: mira.id } } as Principal;
    const facts = { worker: 'gpu-1', address: '192.0.2.1' } as CallerFacts;
    const both = [vault, gone].map((id) => ({ id, version: 1 }));
    log.noteFetch(caller, facts, both);
    const deleting = await pool.connect();
    await deleting.query('begin');
    await deleting.query('delete from vaults where id = $1', [gone]);
    const written = log.flush();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await deleting.query('commit');
    deleting.release();
    await written;
    expect((await rollout()).workers).toMatchObject([{ worker: 'gpu-1', version: 1 }]);
  });

  test('what could not be written is written at the next turn', async () => {
    const { db, pool } = app.parts.database;
    const log = createFetchLog(db);
    const caller = { workspace: { id: mira.workspace_id }, account: { id: mira.id } } as Principal;
    log.noteFetch(caller, { worker: 'gpu-1', address: '192.0.2.1' } as CallerFacts, [
      { id: vault, version: 1 },
    ]);
    await pool.query('alter table vault_fetches rename to away');
    await expect(log.flush()).rejects.toThrow();
    await pool.query('alter table away rename to vault_fetches');
    await log.flush();
    expect((await rollout()).workers).toMatchObject([{ worker: 'gpu-1', version: 1 }]);
  });

  test('is one row for a worker, forgotten after 30 days', async () => {
    const count = async () => {
      const text = 'select count(*) from vault_fetches where vault_id = $1';
      return (await app.parts.database.pool.query(text, [vault])).rows[0].count;
    };
    await start(mira.key, 'gpu-1');
    await rollout();
    expect(await count()).toBe(1);
    await app.parts.database.pool.query("update vault_fetches set fetched_at = now() - interval '29 days'");
    await deleteOldFetches(app.parts.database.db);
    expect(await count()).toBe(1);
    await app.parts.database.pool.query("update vault_fetches set fetched_at = now() - interval '31 days'");
    expect((await rollout()).workers).toMatchObject([{ worker: 'gpu-1', state: 'none' }]);
    await deleteOldFetches(app.parts.database.db);
    expect(await count()).toBe(0);
  });
});
