import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { invite, seedColleague, setSeats } from '../../../../tests/support/invitations.ts';
import { createMailServer } from '../../../../tests/support/mail-server.ts';
import { PASSWORD, type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

const GONE = 'gone@example.org';
let mail: Awaited<ReturnType<typeof createMailServer>>;
let app: TestApp;
let silent: TestApp;
let owner: Seeded;
let workspace: string;
beforeAll(async () => {
  mail = await createMailServer([GONE]);
  app = await createTestApp({
    environment: {
      ATRIUM_SMTP_URL: mail.url,
      ATRIUM_PUBLIC_URL: 'https://ml.example.org',
      ATRIUM_MAIL_FROM: 'Vision <ml@example.org>',
    },
  });
  // Nothing listens there.
  silent = await createTestApp({
    database: app.database,
    environment: { ATRIUM_SMTP_URL: 'smtp://user:sesame-9@127.0.0.1:9' },
  });
});
afterAll(async () => {
  await silent.end();
  await app.end();
  await mail.close();
});
beforeEach(async () => {
  owner = await seedPerson(app.parts);
  workspace = owner.workspace_id;
  mail.received.length = 0;
});

interface Result {
  email: string;
  result: string;
  why: string | null;
  url: string | null;
  invite: string;
}
const pasteAt = async (where: TestApp, emails: string, wanted: Record<string, unknown> = {}) =>
  where.call('invitations.create_by_mail', { emails, ...wanted }, { session: owner.session });
const paste = async (emails: string, where = app): Promise<Result[]> =>
  (await pasteAt(where, emails)).data.results;
const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
const secretOf = (text: string) => /\/invite#([\w-]{43})/.exec(text)?.[1] ?? '';
let count = 0;
const fresh = () => `mailed${++count}@example.org`;

describe('an invitation by mail', () => {
  test('carries the link in plain text and HTML, and the answer does not hold it', async () => {
    const email = fresh();
    const answer = await pasteAt(app, email, { note: 'Welcome <b>& hello</b>' });
    expect(answer.data.results).toMatchObject([{ email, result: 'sent', why: null, url: null }]);
    const [message] = mail.received;
    expect(message?.to).toEqual([email]);
    expect(message?.raw).toMatch(/^From: Vision <ml@example\.org>$/m);
    expect(message?.raw).toMatch(/^Subject: .*invites you to/m);
    const secret = secretOf(message?.text ?? '');
    expect(message?.text).toContain(`https://ml.example.org/invite#${secret}`);
    expect(message?.html).toContain(`href="https://ml.example.org/invite#${secret}"`);
    expect(message?.html).toContain('Welcome &lt;b&gt;&amp; hello&lt;/b&gt;');
    expect((await app.call('login.get_invite_info', { invite_id: secret })).data).toMatchObject({
      active: true,
      email,
    });
    expect(JSON.stringify(answer)).not.toContain(secret);
    expect(app.logged.join('\n')).not.toContain(secret);
  });

  test('opened by its address it proves whose the address is', async () => {
    const email = fresh();
    await paste(email);
    const body = { invite_id: secretOf(mail.received[0]?.text ?? ''), name: 'Lena', password: PASSWORD };
    expect((await app.call('invitations.sign_up', { ...body, email })).code).toBe(200);
    const { rows } = await sql('select email_verified from accounts where email = $1', [email]);
    expect(rows).toEqual([{ email_verified: true }]);
  });

  test('goes again on demand: a new link, the old one dies', async () => {
    const email = fresh();
    const [made] = await paste(email);
    const again = await app.call(
      'invitations.resend',
      { invite: made?.invite, mail: true },
      { session: owner.session },
    );
    expect(again.data).toMatchObject({ sent: true, url: null });
    const [first, second] = mail.received.map(({ text }) => secretOf(text));
    expect((await app.call('login.get_invite_info', { invite_id: first })).subcode).toBe(54);
    expect((await app.call('login.get_invite_info', { invite_id: second })).data.active).toBe(true);
  });

  test('a name with line ends makes no header of its own', async () => {
    await sql("update accounts set name = E'Mira\\r\\nBcc: evil@example.org' where id = $1", [owner.id]);
    await paste(fresh());
    expect(mail.received).toHaveLength(1);
    expect(mail.received[0]?.raw).not.toMatch(/^Bcc:/m);
    expect(mail.received[0]?.to).toHaveLength(1);
  });
});

describe('a result per address', () => {
  test('in any separators, with names, each once', async () => {
    const lena = await seedColleague(app, workspace, 'member');
    await invite(app, owner, workspace, { email: 'asked@example.org' });
    const results = await paste(
      `a1@example.org,b2@example.org; "Omar Aziz" <C3@Example.org> | d4@example.org\te5@example.org\n` +
        `A1@example.org f6@example.org ${lena.email} asked@example.org nonsense ${'x'.repeat(300)}@example.org аdmin@example.org`,
    );
    expect(results.map(({ result }) => result)).toEqual([
      ...Array(6).fill('sent'),
      ...Array(5).fill('refused'),
    ]);
    expect(results.slice(6).map(({ why }) => why)).toEqual([
      'is a member already',
      'is invited already',
      'must be an e-mail address',
      'must have at most 254 characters',
      expect.stringContaining('several scripts'),
    ]);
    expect(mail.received.flatMap(({ to }) => to).toSorted()).toEqual(
      ['a1', 'b2', 'c3', 'd4', 'e5', 'f6'].map((name) => `${name}@example.org`),
    );
  });

  test('as far as there are seats', async () => {
    await setSeats(app, workspace, 3);
    const results = await paste(`${fresh()} ${fresh()} ${fresh()}`);
    expect(results.map(({ result, why }) => [result, why])).toEqual([
      ['sent', null],
      ['sent', null],
      ['refused', 'no seat is free'],
    ]);
  });

  test('10,000 pasted addresses are refused as a whole, quickly', async () => {
    const started = performance.now();
    const many = Array.from({ length: 10_000 }, (_, n) => `many${n}@example.org`).join(', ');
    const { code, subcode, error } = await pasteAt(app, many);
    expect([code, subcode, error.field, error.rule]).toEqual([
      400,
      12,
      'emails',
      'holds 10000 addresses, at most 200 go at once',
    ]);
    expect(performance.now() - started).toBeLessThan(1_000);
    const { rows } = await sql('select count(*) from invitations where workspace_id = $1', [workspace]);
    expect([rows[0].count, mail.received.length]).toEqual([0, 0]);
  });

  test.each(['', ' ,;| \n'])('no address at all: %j', async (emails) => {
    expect((await pasteAt(app, emails)).subcode).toBe(12);
  });
});

describe('a mail server that fails', () => {
  test('refuses one address: its link is there to copy, the others went out', async () => {
    const results = await paste(`${fresh()}, ${GONE}, ${fresh()}`);
    expect(results.map(({ result }) => result)).toEqual(['sent', 'made', 'sent']);
    const [, gone] = results;
    expect(gone?.why).toBe('the mail server refused this address');
    const secret = secretOf(gone?.url ?? '');
    expect((await app.call('login.get_invite_info', { invite_id: secret })).data.active).toBe(true);
    await app.call('invitations.sign_up', {
      invite_id: secret,
      name: 'Gone',
      email: GONE,
      password: PASSWORD,
    });
    const { rows } = await sql('select email_verified from accounts where email = $1', [GONE]);
    expect(rows).toEqual([{ email_verified: false }]);
  });

  test('does not answer: no invitation is lost, and its password is in neither answer nor log', async () => {
    const answer = await pasteAt(silent, `${fresh()} ${fresh()}`);
    for (const { result, why, url } of answer.data.results as Result[]) {
      expect([result, why]).toEqual(['made', 'the mail server does not answer']);
      expect((await app.call('login.get_invite_info', { invite_id: secretOf(url ?? '') })).data.active).toBe(
        true,
      );
    }
    expect([...silent.logged, JSON.stringify(answer)].join('\n')).not.toContain('sesame-9');
    expect(silent.logged.join('\n')).toContain('a mail did not go out');
  });

  test('does not answer when sending again: the new link is there to copy', async () => {
    const [made] = await paste(fresh());
    const { data } = await silent.call(
      'invitations.resend',
      { invite: made?.invite, mail: true },
      { session: owner.session },
    );
    expect(data).toMatchObject({ sent: false, why: 'the mail server does not answer' });
    expect((await app.call('login.get_invite_info', { invite_id: secretOf(data.url) })).data.active).toBe(
      true,
    );
  });
});
