import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { MemberRole } from '../../db/schema.ts';

export interface WorkspaceOfMember {
  id: string;
  name: string;
  role: MemberRole;
  personal_of: string | null;
  seat_limit: number | null;
  members_invite: boolean;
}

/** The workspaces an account belongs to, its personal one first, then by name. */
export function listWorkspacesOf(db: Db, accountId: string): Promise<WorkspaceOfMember[]> {
  return db
    .selectFrom('memberships as m')
    .innerJoin('workspaces as w', 'w.id', 'm.workspace_id')
    .select(['w.id', 'w.name', 'm.role', 'w.personal_of', 'w.seat_limit', 'w.members_invite'])
    .where('m.account_id', '=', accountId)
    .where('w.deleted_at', 'is', null)
    .orderBy(sql`w.personal_of is distinct from ${accountId}`)
    .orderBy(sql`lower(w.name)`)
    .orderBy('w.id')
    .execute();
}

/** The people of workspaces (service accounts take no seat), in the order they joined. */
export function listPeopleOf(db: Db, workspaceIds: readonly string[]) {
  return db
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['m.workspace_id', 'm.role', 'a.id', 'a.name', 'a.initials_color'])
    .where('m.workspace_id', 'in', workspaceIds.length > 0 ? [...workspaceIds] : [''])
    .where('a.kind', '=', 'person')
    .where('a.state', '!=', 'deleted')
    .orderBy('m.created_at')
    .orderBy('a.id')
    .execute();
}

/** A workspace by id or exact name, as the command line names it, among those an account belongs to. */
export async function findWorkspaceOf(
  db: Db,
  accountId: string,
  idOrName: string | undefined,
): Promise<WorkspaceOfMember | undefined> {
  const all = await listWorkspacesOf(db, accountId);
  if (idOrName === undefined) return all.find(({ personal_of }) => personal_of === accountId);
  return all.find(({ id }) => id === idOrName) ?? all.find(({ name }) => name === idOrName);
}

export async function insertMember(
  db: Db,
  workspace_id: string,
  account_id: string,
  role: MemberRole,
): Promise<void> {
  await db.insertInto('memberships').values({ workspace_id, account_id, role }).execute();
}
