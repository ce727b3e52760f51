import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  AWS,
  answeringStore,
  deletionsOf,
  GONE,
  type Reply,
  refused,
} from '../../../../tests/support/deletions.ts';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import type { Answer } from '../../../storage/ladder.ts';
import { claimObjects } from './claims-store.ts';
import { startDeletion } from './deletions.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ jobs: false });
});
afterAll(() => app.end());

const sql = async (text: string, values: unknown[]) =>
  (await app.parts.database.pool.query(text, values)).rows;

let mira: Seeded;
let at: ReturnType<typeof deletionsOf>;
beforeEach(async () => {
  // What an earlier test left must not be worked on in the next.
  await sql('delete from storage_deletions', []);
  mira = await seedPerson(app.parts);
  at = deletionsOf(app, mira);
});

describe('a deletion', () => {
  test('deletes every object once and is finished; the log says so', async () => {
    await at.saveForWorkspace();
    const urls = Array.from({ length: 50 }, (_, n) => `s3://samples/runs/${n}.png`);
    const id = await at.start(urls);
    const { send, objects } = answeringStore();
    await at.run(send);
    expect(objects().toSorted()).toEqual(
      urls.map((url) => url.replace('s3://samples', 'samples.s3.eu-west-1.amazonaws.com')).toSorted(),
    );
    expect(await at.shown(id)).toEqual({ counts: [50, 50, 0], finished: true, failures: [] });
    expect(await sql('select * from storage_deletion_objects where deletion_id = $1', [id])).toEqual([]);
    expect(
      await sql("select detail from audit_events where target = $1 and action = 'storage_cleanup.finish'", [
        id,
      ]),
    ).toEqual([{ detail: { total: 50, deleted: 50, failed: 0 } }]);
    await at.run(send);
    expect(objects()).toHaveLength(50);
  });

  test('an object that is not there counts as deleted; a bucket that is not there does not', async () => {
    await at.saveForWorkspace();
    const id = await at.start(['s3://samples/a', 's3://other/a', 's3://web/a']);
    const { send } = answeringStore(({ host }) => {
      if (host.startsWith('samples')) return refused(404, 'NoSuchKey');
      if (host.startsWith('other')) return refused(404, 'NoSuchBucket');
      return { status: 404, headers: {}, text: '404 page not found' };
    });
    await at.run(send);
    expect((await at.shown(id)).counts).toEqual([3, 1, 2]);
    expect(await at.codes(id)).toEqual(['no_such_bucket', 'not_a_store']);
  });

  test('a web page that answers 200 is no store that has deleted', async () => {
    await at.saveForWorkspace();
    const id = await at.start(['s3://samples/a']);
    await at.run(answeringStore(() => ({ status: 200, headers: {}, text: '<!DOCTYPE html><html>' })).send);
    expect(await at.codes(id)).toEqual(['not_a_store']);
  });

  test.each([
    ['access denied', refused(403, 'AccessDenied'), 'access_denied'],
    ['a wrong secret', refused(403, 'SignatureDoesNotMatch'), 'bad_credentials'],
    ['an unknown key', refused(403, 'InvalidAccessKeyId'), 'bad_credentials'],
    ['an ended token', refused(400, 'ExpiredToken'), 'bad_credentials'],
    ['a retention rule', refused(403, 'RetentionPolicyNotMet'), 'locked'],
    ['a lease', refused(412, 'LeaseIdMissing'), 'locked'],
    ['a redirect', { status: 302, headers: { location: 'http://10.0.0.1/' }, text: '' }, 'wrong_region'],
    [
      'a forbidden address',
      { failed: 'forbidden_address', detail: 'forbidden_address' },
      'forbidden_address',
    ],
    ['a code nobody knows', refused(400, 'Whatever'), 'refused'],
  ] as [string, Reply, string][])('%s fails at the first try', async (_what, reply, code) => {
    await at.saveForWorkspace();
    const id = await at.start(['s3://samples/a']);
    const { send, asked } = answeringStore(() => reply);
    await at.run(send);
    expect(asked).toHaveLength(1);
    expect(await at.codes(id)).toEqual([code]);
    expect((await at.shown(id)).finished).toBe(true);
  });
});

describe('trying again', () => {
  test.each([
    ['a store that fails twice', refused(503, 'SlowDown')],
    ['a store that does not answer twice', { failed: 'timeout', detail: 'no_answer' }],
    ['a connection refused twice', { failed: 'refused', detail: 'ECONNREFUSED' }],
    ['an error of the server twice', { status: 500, headers: {}, text: '' }],
  ] as [string, Reply][])('%s', async (_what, reply) => {
    await at.saveForWorkspace();
    const id = await at.start(['s3://samples/a']);
    const { send, asked } = answeringStore((_url, nth) => (nth <= 2 ? reply : GONE));
    await at.run(send);
    expect(asked).toHaveLength(3);
    expect((await at.shown(id)).counts).toEqual([1, 1, 0]);
  });

  test('ends after the fifth try', async () => {
    await at.saveForWorkspace();
    const id = await at.start(['s3://samples/a']);
    const { send, asked } = answeringStore(() => refused(503, 'SlowDown'));
    await at.run(send);
    expect(asked).toHaveLength(5);
    expect((await at.shown(id)).failures).toMatchObject([{ code: 'store_busy', tries: 5 }]);
  });

  test('waits longer each time', async () => {
    await at.saveForWorkspace();
    const id = await at.start(['s3://samples/a']);
    const { send, asked } = answeringStore(() => refused(503, 'SlowDown'));
    const waits: number[] = [];
    for (let n = 0; n < 2; n++) {
      await at.run(send, { delays_s: [60, 300] });
      const [row] = await sql(
        'select round(extract(epoch from next_at - now()))::int as s from storage_deletion_objects where deletion_id = $1',
        [id],
      );
      waits.push(row.s);
      await sql('update storage_deletion_objects set next_at = now() where deletion_id = $1', [id]);
    }
    expect(asked).toHaveLength(2);
    expect(waits[0]).toBeGreaterThan(50);
    expect(waits[0]).toBeLessThan(61);
    expect(waits[1]).toBeGreaterThan(290);
  });

  test('by a person, after the key was put right', async () => {
    await at.saveForWorkspace();
    const id = await at.start(['s3://samples/a', 's3://samples/b']);
    const { send, signers } = answeringStore((url) =>
      url.search.includes('AKIARIGHT') ? GONE : refused(403, 'InvalidAccessKeyId'),
    );
    await at.run(send);
    expect(await at.codes(id)).toEqual(['bad_credentials', 'bad_credentials']);
    await at.saveForWorkspace({ aws: { key: 'AKIARIGHT', secret: 's' } });
    await at.run(send);
    expect(signers()).toHaveLength(2);
    const as = { session: mira.session, tenant: mira.workspace_id };
    expect((await app.call('storage_cleanup.retry', { id }, as)).data.retried).toBe(2);
    await at.run(send);
    expect(await at.shown(id)).toMatchObject({ counts: [2, 2, 0], finished: true });
  });
});

describe('several processes', () => {
  test('never delete the same object twice', async () => {
    await at.saveForWorkspace();
    const urls = Array.from({ length: 400 }, (_, n) => `s3://samples/${n}`);
    const id = await at.start(urls);
    const slow = answeringStore(async () => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10));
      return GONE;
    });
    while (!(await at.shown(id)).finished) await Promise.all([1, 2, 3, 4].map(() => at.run(slow.send)));
    expect(slow.objects()).toHaveLength(400);
    expect(new Set(slow.objects()).size).toBe(400);
    expect((await at.shown(id)).counts).toEqual([400, 400, 0]);
  });

  test('never take the same object, however close together they ask', async () => {
    await at.start(Array.from({ length: 300 }, (_, n) => `s3://samples/${n}`));
    const ask = (n: number) =>
      claimObjects(app.parts.database.db, { lease: `lease ${n}`, lease_s: 60, limit: 1 });
    const taken: number[] = [];
    while (taken.length < 300) {
      const claims = (await Promise.all(Array.from({ length: 100 }, (_, n) => ask(n)))).flat();
      taken.push(...claims.map(({ number }) => number));
    }
    expect(new Set(taken).size).toBe(taken.length);
  });

  test('one that dies in the middle leaves the rest to the next, which waits for its lease', async () => {
    await at.saveForWorkspace();
    const id = await at.start(Array.from({ length: 20 }, (_, n) => `s3://samples/${n}`));
    let revive = (_answer: Answer) => {};
    const hanging = new Promise<Answer>((resolve) => {
      revive = resolve;
    });
    const dying = answeringStore((_url, nth) => (nth <= 4 ? GONE : hanging));
    const dead = at.run(dying.send, { lease_s: 2, group: 8, lanes: 1 });
    await expect.poll(() => dying.asked.length).toBe(8);
    const next = answeringStore();
    await at.run(next.send);
    expect(next.asked).toHaveLength(12);
    expect((await at.shown(id)).counts).toEqual([20, 12, 0]);
    await new Promise((resolve) => setTimeout(resolve, 2_200));
    await at.run(next.send);
    expect(await at.shown(id)).toMatchObject({ counts: [20, 20, 0], finished: true });
    // The dead one comes back to life and finds that its lease has ended: nothing is counted twice.
    revive(GONE);
    await dead;
    expect(await at.shown(id)).toMatchObject({ counts: [20, 20, 0], finished: true });
  });

  test('what one learns after its lease has ended changes nothing', async () => {
    await at.saveForWorkspace();
    const id = await at.start(['s3://samples/a']);
    let answer = (_answer: Answer) => {};
    const late = answeringStore(
      () =>
        new Promise<Answer>((resolve) => {
          answer = resolve;
        }),
    );
    const first = at.run(late.send, { lease_s: 1, lanes: 1 });
    await expect.poll(() => late.asked.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await at.run(answeringStore(() => refused(503, 'SlowDown')).send, { delays_s: [60, 60] });
    answer(refused(403, 'AccessDenied'));
    await first;
    expect(await at.shown(id)).toEqual({ counts: [1, 0, 0], finished: false, failures: [] });
  });

  test('an object whose lease has run out before its turn is left to others', async () => {
    await at.saveForWorkspace();
    const id = await at.start(['s3://samples/a']);
    const { send, asked } = answeringStore();
    await at.run(send, { lease_s: 0, run_s: 0.1 });
    expect(asked).toEqual([]);
    await at.run(send);
    expect((await at.shown(id)).counts).toEqual([1, 1, 0]);
  });
});

test('a large deletion keeps a small one waiting for one group only', async () => {
  await at.saveForWorkspace();
  await at.start(Array.from({ length: 200 }, (_, n) => `s3://large/${n}`));
  const other = await seedPerson(app.parts);
  await at.save('workspace', other.workspace_id, AWS);
  const { send, objects } = answeringStore();
  await startDeletion(app.parts.database.db, {
    workspace_id: other.workspace_id,
    account_id: other.id,
    urls: ['s3://small/a'],
  });
  await at.run(send, { lanes: 1 });
  expect(objects().findIndex((one) => one.startsWith('small'))).toBeLessThan(17);
  expect(objects()).toHaveLength(201);
});

test('a deletion of a deleted workspace rests, and goes on when the workspace comes back', async () => {
  await at.saveForWorkspace();
  const id = await at.start(['s3://samples/a']);
  await sql('update workspaces set deleted_at = now() where id = $1', [mira.workspace_id]);
  const { send, asked } = answeringStore();
  await at.run(send);
  expect(asked).toEqual([]);
  await sql('update workspaces set deleted_at = null where id = $1', [mira.workspace_id]);
  await at.run(send);
  expect((await at.shown(id)).finished).toBe(true);
});

test('credentials that do not open any more are said to be lost, and keep no other workspace waiting', async () => {
  await at.saveForWorkspace();
  const id = await at.start(['s3://samples/a']);
  await sql("update storage_settings set nonce = '\\x000000000000000000000000' where workspace_id = $1", [
    mira.workspace_id,
  ]);
  await at.run(answeringStore().send);
  expect(await at.codes(id)).toEqual(['credentials_lost']);
});
