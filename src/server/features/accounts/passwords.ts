import { hash, verify } from '@node-rs/argon2';
import { invalidField, WireError } from '../../http/errors.ts';

export const PASSWORD_MIN = 12;
const PASSWORD_MAX = 256;

/** At most this many argon2 computations at once, and this many waiting: each takes 19 MiB and a core. */
const RUNNING_MAX = 2;
const WAITING_MAX = 50;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= RUNNING_MAX) {
    if (waiting.length >= WAITING_MAX) throw new WireError('try_later', { retry_after_s: 2 });
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running++;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

const normal = (password: string) => password.normalize('NFKC');

let common: Promise<ReadonlySet<string>> | undefined;

async function readCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  const words = dictionary['passwords-common'] as readonly string[];
  return new Set(words.filter((word) => word.length >= PASSWORD_MIN));
}

/**
 * Refuses a new password by its length (12 to 256 characters, any characters) or for being commonly used.
 * @throws WireError 400/12 naming `field`
 */
export async function requireGoodPassword(password: string, field = 'password'): Promise<void> {
  const length = [...normal(password)].length;
  if (length < PASSWORD_MIN || length > PASSWORD_MAX)
    throw invalidField(
      field,
      `must have ${PASSWORD_MIN} to ${PASSWORD_MAX} characters`,
      'Four unrelated words make a good one.',
    );
  common ??= readCommon();
  if ((await common).has(normal(password).toLowerCase()))
    throw invalidField(
      field,
      'is one of the passwords attackers try first',
      'Four unrelated words make a good one.',
    );
}

/** argon2id of a password, with the library's default cost (19 MiB, 2 rounds: OWASP's minimum). */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normal(password)));
}

let dummy: Promise<string> | undefined;

/** Checks a password; without a hash (unknown or disabled account) it costs the same and is false. */
export async function verifyPassword(
  passwordHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  dummy ??= hash('no account has this password');
  const against = passwordHash ?? (await dummy);
  const right = await inTurn(() => verify(against, normal(password)));
  return right && passwordHash != null;
}
