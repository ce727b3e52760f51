import { sql } from 'kysely';
import { type Db, inTransaction } from '../../db/database.ts';
import { likeText, type NamePattern } from '../../db/name-pattern.ts';
import { limitPatternTime } from '../../db/pattern-time.ts';

/** A person as shown to those who share a workspace with them. */
export interface Person {
  id: string;
  name: string;
  given_name: string | null;
  family_name: string | null;
  initials_color: number;
  created_at: string;
}

export const PERSON_ORDER = ['id', 'name', 'given_name', 'family_name', 'created'] as const;
export type PersonOrder = { field: (typeof PERSON_ORDER)[number]; descending: boolean };

interface Wanted {
  workspace_id: string;
  name: NamePattern | undefined;
  ids: readonly string[] | undefined;
  order: readonly PersonOrder[];
  /** Only people with tasks in these projects, in any where the list is empty. */
  active_in: readonly string[] | undefined;
  limit: number;
  offset: number;
}

/** People of one workspace. A regular expression runs under a statement timeout of its own. */
export function listPeopleInWorkspace(db: Db, wanted: Wanted): Promise<Person[]> {
  return inTransaction(db, async (tx) => {
    if (wanted.name?.kind === 'regex') await limitPatternTime(tx);
    let query = tx
      .selectFrom('memberships as m')
      .innerJoin('accounts as a', 'a.id', 'm.account_id')
      .select(['a.id', 'a.name', 'a.given_name', 'a.family_name', 'a.initials_color', 'a.created_at'])
      .where('m.workspace_id', '=', wanted.workspace_id)
      .where('a.state', '!=', 'deleted');
    if (wanted.ids) query = query.where('a.id', '=', sql<string>`any(${[...wanted.ids]}::text[])`);
    if (wanted.active_in) query = query.where(hasTasks(wanted.workspace_id, wanted.active_in));
    if (wanted.name) query = query.where(nameMatches(wanted.name));
    for (const { field, descending } of wanted.order)
      query = query.orderBy(orderColumn(field), (order) =>
        descending ? order.desc().nullsFirst() : order.asc().nullsLast(),
      );
    return query.orderBy('a.id').limit(wanted.limit).offset(wanted.offset).execute();
  });
}

const orderColumn = (field: PersonOrder['field']) =>
  sql.ref(`a.${field === 'created' ? 'created_at' : field}`);

function hasTasks(workspaceId: string, projects: readonly string[]) {
  const inside = projects.length > 0 ? sql`and t.project_id = any(${[...projects]}::text[])` : sql``;
  return sql<boolean>`a.id in (select t.user_id from tasks t where t.workspace_id = ${workspaceId} ${inside})`;
}

function nameMatches(pattern: NamePattern) {
  switch (pattern.kind) {
    case 'equal':
      return sql<boolean>`a.name = ${pattern.text}`;
    case 'prefix':
      return sql<boolean>`a.name like ${`${likeText(pattern.text)}%`}`;
    case 'contains':
      return sql<boolean>`a.name like ${`%${likeText(pattern.text)}%`}`;
    case 'regex':
      return sql<boolean>`a.name ~ ${pattern.pattern}`;
  }
}

interface NameChange {
  name?: string | undefined;
  given_name?: string | undefined;
  family_name?: string | undefined;
  initials_color?: number | undefined;
}

/** What can be changed of a person, as it is, locked until the transaction ends. */
export function lockNames(tx: Db, accountId: string): Promise<Required<NameChange> | undefined> {
  return tx
    .selectFrom('accounts')
    .select(['name', 'given_name', 'family_name', 'initials_color'])
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirst() as Promise<Required<NameChange> | undefined>;
}

/** Changes a person's names, if they belong to the workspace and something differs; gives the row when it did. */
export function updatePerson(
  db: Db,
  workspaceId: string,
  accountId: string,
  change: NameChange,
): Promise<Person | undefined> {
  return db
    .updateTable('accounts as a')
    .set(change)
    .where('a.id', '=', accountId)
    .where('a.state', '!=', 'deleted')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('memberships as m')
          .select('m.account_id')
          .where('m.workspace_id', '=', workspaceId)
          .whereRef('m.account_id', '=', 'a.id'),
      ),
    )
    .where((eb) =>
      eb.or(
        Object.entries(change).map(
          ([column, value]) => sql<boolean>`${sql.ref(`a.${column}`)} is distinct from ${value}`,
        ),
      ),
    )
    .returning(['a.id', 'a.name', 'a.given_name', 'a.family_name', 'a.initials_color', 'a.created_at'])
    .executeTakeFirst();
}
