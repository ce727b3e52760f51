import type { MemberRole } from '../../src/server/db/schema.ts';
import { type Seeded, seedMember, seedPerson } from './seeds.ts';
import type { TestApp } from './test-app.ts';

/** Another person of a workspace. */
export async function seedColleague(app: TestApp, workspace: string, role: MemberRole): Promise<Seeded> {
  const person = await seedPerson(app.parts);
  await seedMember(app.parts, workspace, person.id, role);
  return person;
}

export interface Link {
  /** The secret. */
  id: string;
  /** The public id. */
  invite: string;
  url: string;
  expires: string;
}

/** An invitation by the page of `inviter` to `workspace`. */
export async function invite(
  app: TestApp,
  inviter: Seeded,
  workspace: string,
  wanted: Record<string, unknown> = {},
): Promise<Link> {
  const answer = await app.call('invitations.create', wanted, {
    session: inviter.session,
    tenant: workspace,
  });
  if (answer.code !== 200) throw new Error(`${answer.code}/${answer.subcode} ${answer.message}`);
  return answer.data;
}

export const join = (app: TestApp, { session }: Pick<Seeded, 'session'>, secret: string) =>
  app.call('login.join_company', { invite_id: secret }, { session });

export async function setSeats({ parts }: TestApp, workspace: string, limit: number | null): Promise<void> {
  await parts.database.pool.query('update workspaces set seat_limit = $2 where id = $1', [workspace, limit]);
}
