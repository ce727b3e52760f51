import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../src/server/features/accounts/passwords.ts';
import { addressGroup } from '../../src/server/features/sessions/attempts.ts';
import { PASSWORD, type Seeded, seedPerson } from '../support/seeds.ts';
import { createTestApp, ORIGIN, type TestApp } from '../support/test-app.ts';

let app: TestApp;
let mira: Seeded;
beforeAll(async () => {
  app = await createTestApp({ environment: { ATRIUM_TRUST_PROXY: '1' } });
  mira = await seedPerson(app.parts, { password_hash: await hashPassword(PASSWORD) });
});
afterAll(() => app.end());
afterEach(() => sql('delete from attempts'));

const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);

interface Tried {
  email?: string;
  password?: string;
  from?: string;
}

async function signIn({ email = mira.email, password = 'wrong', from = '192.0.2.7' }: Tried) {
  const answer = await app.call(
    'login.password',
    { email, password },
    { headers: { 'x-forwarded-for': from } },
  );
  return {
    code: answer.code,
    subcode: answer.subcode,
    error: answer.error,
    cookie: answer.headers['set-cookie'],
  };
}

/** As after this many failures, the last one `ago_s` seconds past. */
async function afterFailures(failures: number, ago_s = 0, tried: Tried = {}) {
  await signIn(tried);
  await sql('update attempts set failures = $1, last_failure = now() - make_interval(secs => $2)', [
    failures,
    ago_s,
  ]);
}

const RIGHT: Tried = { password: PASSWORD };
const WAIT = [400, 51];
const codes = ({ code, subcode }: { code: number; subcode: number }) => [code, subcode];

describe('guessing a password', () => {
  test('ten failures are free, the eleventh try waits, whatever it holds', async () => {
    for (let i = 0; i < 10; i++) expect(codes(await signIn({}))).toEqual([401, 22]);
    const refused = await signIn(RIGHT);
    expect(codes(refused)).toEqual(WAIT);
    expect(refused.error.retry_after_s).toBe(1);
    expect(refused.cookie).toBeUndefined();
  });

  test('the wait doubles with every failure up to a minute, and never locks', async () => {
    for (const [failures, wait_s] of [
      [10, 1],
      [11, 2],
      [13, 8],
      [15, 32],
      [16, 60],
      [99, 60],
    ] as const) {
      await sql('delete from attempts');
      await afterFailures(failures);
      await sql("update attempts set failures = 0 where bucket not like 'password % %'");
      expect((await signIn(RIGHT)).error.retry_after_s).toBe(wait_s);
      await sql('update attempts set last_failure = now() - make_interval(secs => $1)', [wait_s]);
      expect((await signIn(RIGHT)).code).toBe(200);
    }
  });

  test('all processes on one database count together', async () => {
    const other = await createTestApp({ database: app.database });
    for (let i = 0; i < 10; i++) await other.call('login.password', { email: mira.email, password: 'wrong' });
    expect(codes(await signIn({ ...RIGHT, from: '127.0.0.1' }))).toEqual(WAIT);
    await other.end();
  });

  test('a refused try does not lengthen the wait', async () => {
    await afterFailures(12);
    for (let i = 0; i < 5; i++) expect(codes(await signIn({}))).toEqual(WAIT);
    const { rows } = await sql('select max(failures) as most from attempts');
    expect(rows[0].most).toBe(12);
  });

  test('a success takes back the account’s failures', async () => {
    for (let i = 0; i < 9; i++) await signIn({});
    expect((await signIn(RIGHT)).code).toBe(200);
    for (let i = 0; i < 10; i++) expect((await signIn({})).code).toBe(401);
  });

  test('a quarter of an hour after the first failure counting begins anew', async () => {
    await afterFailures(50);
    await sql("update attempts set window_start = now() - interval '15 minutes 1 second'");
    expect((await signIn(RIGHT)).code).toBe(200);
  });

  test('somebody else’s failures elsewhere do not keep the owner out', async () => {
    await afterFailures(50, 0, { from: '198.51.100.1' });
    expect((await signIn(RIGHT)).code).toBe(200);
  });

  test('a hundred failures from one address make every account wait there', async () => {
    await signIn({});
    await sql("update attempts set failures = 100 where bucket = 'password 192.0.2.7'");
    expect(codes(await signIn({ email: 'someone@example.org' }))).toEqual(WAIT);
    expect((await signIn({ ...RIGHT, from: '192.0.2.8' })).code).toBe(200);
  });

  test('IPv6 counts by its /64', async () => {
    await afterFailures(20, 0, { from: '2001:db8:1:2::7' });
    expect(codes(await signIn({ ...RIGHT, from: '2001:db8:1:2:ffff::1' }))).toEqual(WAIT);
    expect((await signIn({ ...RIGHT, from: '2001:db8:1:3::7' })).code).toBe(200);
  });

  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['2001:db8:1:2::', '2001:db8:1:2'],
  ])('%s is counted under %s', (address, group) => expect(addressGroup(address)).toBe(group));

  test('tries at the same instant count, so a burst checks no more passwords than a patient guesser', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => signIn({})));
    expect(answers.filter(({ code }) => code === 401)).toHaveLength(10);
    expect(answers.filter(({ subcode }) => subcode === 51)).toHaveLength(30);
  });

  test('an address written in another case or width is the same account', async () => {
    for (let i = 0; i < 10; i++) await signIn({});
    for (const email of [mira.email.toUpperCase(), ` ${mira.email}`, mira.email.replace('p', 'ｐ')])
      expect(codes(await signIn({ ...RIGHT, email }))).toEqual(WAIT);
  });

  test('what was typed as address is not kept, in case it was the password', async () => {
    await signIn({ email: 'correct horse battery staple' });
    const { rows } = await sql('select * from attempts');
    expect(JSON.stringify(rows)).not.toMatch(/horse/);
  });
});

describe('an unknown account', () => {
  test('is answered like a wrong password, a disabled account and one without a password', async () => {
    const without = await seedPerson(app.parts);
    const disabled = await seedPerson(app.parts, { password_hash: await hashPassword(PASSWORD) });
    await sql("update accounts set state = 'disabled' where id = $1", [disabled.id]);
    const answers = await Promise.all(
      [
        {},
        { email: 'nobody@example.org' },
        { email: without.email },
        { email: disabled.email, password: PASSWORD },
      ].map(signIn),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ code: 401, subcode: 22 });
  });

  test('costs the same: an argon2 of the same parameters', async () => {
    const time = async (email: string) => {
      const started = performance.now();
      await signIn({ email, from: `192.0.2.${Math.floor(Math.random() * 250)}` });
      return performance.now() - started;
    };
    await time('warm@example.org');
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let i = 0; i < 12; i++) {
      known.push(await time(mira.email));
      unknown.push(await time(`nobody${i}@example.org`));
      await sql('delete from attempts');
    }
    const median = (values: number[]) => values.toSorted((a, b) => a - b)[6] ?? 0;
    expect(median(unknown) / median(known)).toBeGreaterThan(0.5);
    expect(median(unknown) / median(known)).toBeLessThan(2);
  });

  test('leaves no line in the audit log, and a known one a sum per hour', async () => {
    const { logFailedSignIns } = await import('../../src/server/features/sessions/failed-sign-ins.ts');
    const { email, id } = await seedPerson(app.parts);
    for (let i = 0; i < 3; i++) await signIn({ email, from: '203.0.113.9' });
    await signIn({ email: 'nobody@example.org', from: '203.0.113.9' });
    await sql("update failed_sign_ins set hour = hour - interval '1 hour'");
    await logFailedSignIns(app.parts.database.db);
    const { rows } = await sql(
      "select account_id, address, detail from audit_events where action = 'sessions.refused' and address = '203.0.113.9'",
    );
    expect(rows).toEqual([{ account_id: id, address: '203.0.113.9', detail: { count: 3 } }]);
  });
});

describe('other guesses', () => {
  test.each([
    ['login.reset_password', { secret: 'x'.repeat(43), password: PASSWORD }, 56],
    ['login.claim', { secret: 'x'.repeat(43), email: 'a@b.c', name: 'Somebody', password: PASSWORD }, 54],
  ])('%s: ten, then it waits', async (name, body, subcode) => {
    const ask = () => app.call(name, body, { headers: { 'x-forwarded-for': '192.0.2.77' } });
    for (let i = 0; i < 10; i++) expect((await ask()).subcode).toBe(subcode);
    expect((await ask()).subcode).toBe(51);
  });

  test('the current password of a stolen session: ten, then it waits', async () => {
    const { session } = await seedPerson(app.parts, { password_hash: await hashPassword(PASSWORD) });
    const ask = (current_password: string) =>
      app.call(
        'users.change_password',
        { current_password, new_password: 'another good one 9' },
        { session },
      );
    for (let i = 0; i < 10; i++) expect(await ask('wrong')).toMatchObject({ code: 400, subcode: 12 });
    expect((await ask(PASSWORD)).subcode).toBe(51);
  });

  test('key pairs and tokens are never limited, whatever is sent', async () => {
    const wrong = { basic: { ...mira.key, secret_key: 'wrong' } };
    for (let i = 0; i < 150; i++) expect(codes(await app.call('auth.login', {}, wrong))).toEqual([401, 22]);
    expect((await app.call('auth.login', {}, { basic: mira.key })).code).toBe(200);
  });
});

test('at most fifty wait for argon2; the rest are told to wait, by 400/51 and never by 429 or 503', async () => {
  const answers = await Promise.all(
    Array.from({ length: 120 }, (_, i) =>
      app.web.inject({
        method: 'POST',
        url: '/api/login.password',
        headers: { origin: ORIGIN, 'content-type': 'application/json', 'x-forwarded-for': `10.0.${i}.1` },
        payload: { email: `nobody${i}@example.org`, password: 'wrong' },
      }),
    ),
  );
  const seen = new Set(answers.map((answer) => `${answer.statusCode} ${answer.json().meta.result_subcode}`));
  for (const kind of seen) expect(['401 22', '400 51']).toContain(kind);
});
