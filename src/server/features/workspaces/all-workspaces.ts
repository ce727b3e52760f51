import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

interface Page {
  search: string | undefined;
  /** The last row of the page before: its name as sorted by, and its id. */
  after: { name: string; id: string } | undefined;
  limit: number;
}

/** One workspace as those see it who administer the server: who owns it and how many people it has, never what is in it. */
export interface ListedWorkspace {
  id: string;
  name: string;
  sort_name: string;
  personal: boolean;
  owners: string[];
  people: number;
  seats: number | null;
  created: string;
}

/** The workspaces of this server by name, keyset-paged; a search finds parts of a name, or an id. */
export async function listAllWorkspaces(db: Db, { search, after, limit }: Page): Promise<ListedWorkspace[]> {
  const found =
    search === undefined
      ? sql`true`
      : sql`(position(lower(${search}) in lower(w.name)) > 0 or w.id = ${search})`;
  const later = after ? sql`(lower(w.name), w.id) > (${after.name}, ${after.id})` : sql`true`;
  const { rows } = await sql<ListedWorkspace>`
    select w.id, w.name, lower(w.name) as sort_name, w.personal_of is not null as personal,
      array(select coalesce(a.email, a.name) from memberships m join accounts a on a.id = m.account_id
        where m.workspace_id = w.id and m.role = 'owner' order by m.created_at, a.id limit 3) as owners,
      (select count(*) from memberships m join accounts a on a.id = m.account_id
        where m.workspace_id = w.id and a.kind = 'person') as people,
      w.seat_limit as seats, w.created_at as created
    from workspaces w
    where w.deleted_at is null and ${found} and ${later}
    order by lower(w.name), w.id
    limit ${limit}`.execute(db);
  return rows;
}

/** Workspaces with this id or exact name, at most two: more than one only by name. */
export function findWorkspacesNamed(db: Db, idOrName: string): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('workspaces')
    .select(['id', 'name'])
    .where((eb) => eb.or([eb('id', '=', idOrName), eb('name', '=', idOrName)]))
    .where('deleted_at', 'is', null)
    .orderBy(sql`id <> ${idOrName}`)
    .orderBy('id')
    .limit(2)
    .execute();
}

/** Everybody in a workspace in the order they joined, service accounts too. */
export function listEveryMember(db: Db, workspaceId: string) {
  return db
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['a.id', 'a.email', 'a.name', 'm.role', 'a.kind', 'a.state', 'm.created_at as joined'])
    .where('m.workspace_id', '=', workspaceId)
    .orderBy('m.created_at')
    .orderBy('a.id')
    .execute();
}
