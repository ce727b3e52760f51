import { describe, expect, test } from 'vitest';
import { WireError } from '../../http/errors.ts';
import { hashPassword, requireGoodPassword, verifyPassword } from './passwords.ts';

describe('a password', () => {
  test('is kept as argon2id with at least 19 MiB and two rounds, salted', async () => {
    const [one, two] = [await hashPassword('linen otter gravel'), await hashPassword('linen otter gravel')];
    const [, memory, rounds] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),/.exec(one) ?? [];
    expect(Number(memory)).toBeGreaterThanOrEqual(19_456);
    expect(Number(rounds)).toBeGreaterThanOrEqual(2);
    expect(one).not.toBe(two);
    expect(await verifyPassword(two, 'linen otter gravel')).toBe(true);
    expect(await verifyPassword(one, 'linen otter gravel ')).toBe(false);
  });

  test('without a hash is wrong, whatever it is', async () => {
    for (const password of ['', 'no account has this password', 'linen otter gravel'])
      for (const none of [null, undefined]) expect(await verifyPassword(none, password)).toBe(false);
  });

  test.each(['passwordpassword', 'Passwordpassword', 'ｐasswordpassword', '123456789012'])(
    '%s is one that attackers try first',
    async (password) => {
      await expect(requireGoodPassword(password)).rejects.toThrow(/attackers try first/);
    },
  );

  test.each([
    ['a'.repeat(11), false],
    ['🐍🐢🐊🦎🐸🦕🦖🐲🐉🦗🦟🕷', true],
    ['🐍'.repeat(11), false],
    ['ﬁ'.repeat(6), true],
    [`x${'y'.repeat(255)}`, true],
    ['x'.repeat(257), false],
  ])('%s counts its characters after NFKC', async (password, good) => {
    const asked = requireGoodPassword(password);
    await (good ? expect(asked).resolves.toBeUndefined() : expect(asked).rejects.toThrow(/12 to 256/));
  });
});

test('two are computed at once, fifty wait, the rest are told to come again', async () => {
  const tries = Array.from({ length: 60 }, () => verifyPassword(null, 'wrong'));
  const ends = await Promise.allSettled(tries);
  const refused = ends
    .filter(({ status }) => status === 'rejected')
    .map((end) => (end as PromiseRejectedResult).reason);
  expect(refused).toHaveLength(8);
  for (const reason of refused)
    expect(reason).toMatchObject({ code: 400, subcode: 51, data: { retry_after_s: 2 } });
  expect(refused[0]).toBeInstanceOf(WireError);
  expect(await verifyPassword(null, 'wrong')).toBe(false);
});
