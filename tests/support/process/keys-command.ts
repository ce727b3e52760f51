import { randomBytes } from 'node:crypto';
import { atrium } from './launch.ts';
import { ADMIN } from './server.ts';

export type Environment = Record<string, string>;

/** A root key as ATRIUM_SECRET_KEY takes it. */
export const newRootKey = () => randomBytes(32).toString('base64');

/** Runs `atrium keys …`; its document, code and what it said. */
export async function keys(args: string[], env: Environment) {
  const { code, stdout, stderr } = await atrium(['keys', ...args, '--json'], { env });
  // biome-ignore lint/suspicious/noExplicitAny: documents are checked by expectations, not by types
  return { code, stderr, found: (stdout ? JSON.parse(stdout) : undefined) as any };
}

/** A key pair of the first account. */
export async function makePair(env: Environment): Promise<{ access_key: string; secret_key: string }> {
  const { stdout } = await atrium(['credentials', 'create', '--user', ADMIN.ATRIUM_ADMIN_EMAIL, '--json'], {
    env,
  });
  return JSON.parse(stdout);
}
