import { randomBytes } from 'node:crypto';
import type { AppParts } from '../../src/server/app-parts.ts';
import type { MemberRole } from '../../src/server/db/schema.ts';
import { insertAccount } from '../../src/server/features/accounts/store.ts';
import { createCredential, type MadeCredential } from '../../src/server/features/credentials/credentials.ts';
import { beginSession } from '../../src/server/features/sessions/sessions.ts';

type Parts = Pick<AppParts, 'database' | 'keyRing'>;

/** A password that passes the rules, and its argon2id hash is made once per run only where a test signs in by it. */
export const PASSWORD = 'linen otter gravel 27';

export interface Seeded {
  id: string;
  email: string;
  name: string;
  workspace_id: string;
  /** Secret of a live session. */
  session: string;
  /** A key pair in the personal workspace. */
  key: MadeCredential;
}

let count = 0;

/** An account with its personal workspace, a session and a key pair. */
export async function seedPerson(
  parts: Parts,
  wanted: { server_admin?: boolean; password_hash?: string } = {},
): Promise<Seeded> {
  const {
    database: { db },
    keyRing,
  } = parts;
  const name = `Person ${++count}`;
  const email = `person${count}-${randomBytes(3).toString('hex')}@example.org`;
  const { server_admin = false, password_hash = null } = wanted;
  const { id, workspace_id } = await insertAccount(db, { email, name, server_admin, password_hash });
  return {
    id,
    email,
    name,
    workspace_id,
    session: await beginSession(db, keyRing, id, { user_agent: 'test', address: '192.0.2.1' }),
    key: await seedKey(parts, { account_id: id, workspace_id }),
  };
}

export function seedKey(
  { database, keyRing }: Parts,
  owner: { account_id: string; workspace_id: string },
  expires?: string,
): Promise<MadeCredential> {
  return createCredential(
    database.db,
    keyRing,
    owner,
    { label: 'seeded', expires: expires ?? null },
    { actor_id: null },
  );
}

/** Makes an account a member of a workspace, without the pages that part 4 brings. */
export async function seedMember(
  { database }: Parts,
  workspace_id: string,
  account_id: string,
  role: MemberRole,
): Promise<void> {
  await database.db.insertInto('memberships').values({ workspace_id, account_id, role }).execute();
}

/** A service account of a workspace with a key pair of its own. */
export async function seedService(parts: Parts, workspace_id: string, may_impersonate: boolean) {
  const id = randomBytes(16).toString('hex');
  await parts.database.db
    .insertInto('accounts')
    .values({ id, kind: 'service', email: null, name: 'service', may_impersonate })
    .execute();
  await seedMember(parts, workspace_id, id, 'member');
  await parts.database.db
    .insertInto('service_accounts')
    .values({ workspace_id, account_id: id, created_by: null })
    .execute();
  return { id, key: await seedKey(parts, { account_id: id, workspace_id }) };
}
