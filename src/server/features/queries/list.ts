import { type RawBuilder, sql } from 'kysely';
import { type Db, inTransaction } from '../../db/database.ts';
import { isPatternFault, limitPatternTime } from '../../db/pattern-time.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import { type Conditions, conditionsOf, type Filters } from './conditions.ts';
import type { EntityFields } from './fields.ts';
import { orderOf } from './order.ts';
import { type Document, projectionOf } from './projection.ts';
import { withProjectsBelow } from './projects-below.ts';
import { findScroll, keepScroll } from './scrolls-store.ts';

/** A list's request as the contract's `listQuery` reads it. */
export interface ListQuery extends Filters {
  only_fields?: readonly string[] | string | null | undefined;
  order_by?: readonly string[] | string | null | undefined;
  page?: number | null | undefined;
  page_size?: number | null | undefined;
  size?: number | null | undefined;
  scroll_id?: string | null | undefined;
  refresh_scroll?: boolean | null | undefined;
}

export interface ListRequest {
  workspace_id: string;
  account_id: string;
  query: ListQuery;
  /** A condition of the caller's own, over the entity's table by its name. */
  extra?: RawBuilder<boolean> | undefined;
}

export interface Listed {
  documents: Document[];
  /** Only for requests that scroll. */
  scroll_id?: string;
}

const MAX_PAGE = 500;
/** Rows that a scroll gives once more at most. */
const MAX_AGAIN = 10_000;

/**
 * Entities of one workspace as a request filters, orders, projects and pages them.
 * @throws WireError 400/12 for a value that cannot be, 400/14 for an unknown field, 400/1104 for an unknown scroll
 */
export async function listDocuments(db: Db, entity: EntityFields, request: ListRequest): Promise<Listed> {
  const { query } = request;
  if (query.size == null && query.scroll_id == null) {
    const size = pageSize(query.page_size, 'page_size');
    return { documents: await readRows(db, entity, request, size, wholeNumber(query.page, 'page') * size) };
  }
  return scrollOn(db, entity, request);
}

/** One entity of the workspace as its document; undefined when there is none. */
export async function findDocument(
  db: Db,
  entity: EntityFields,
  workspaceId: string,
  id: string,
  onlyFields: readonly string[] = [],
): Promise<Document | undefined> {
  const query = { id: [id], only_fields: onlyFields };
  const [found] = await readRows(db, entity, { workspace_id: workspaceId, account_id: '', query }, 1, 0);
  return found;
}

/** How many entities a request's filters leave. */
export async function countDocuments(
  db: Db,
  entity: EntityFields,
  { workspace_id, query, extra }: Pick<ListRequest, 'workspace_id' | 'query' | 'extra'>,
): Promise<number> {
  const found = conditionsOf(entity, workspace_id, await withProjectsBelow(db, workspace_id, query));
  const rows = await run<{ count: number }>(
    db,
    found,
    (where) => sql`select count(*) as count from ${sql.table(entity.table)} where ${where}`,
    extra,
  );
  return rows[0]?.count ?? 0;
}

async function scrollOn(db: Db, entity: EntityFields, request: ListRequest): Promise<Listed> {
  const { workspace_id, account_id, query } = request;
  const whose = { workspace_id, account_id, kind: entity.table };
  const scroll = query.scroll_id == null ? undefined : await findScroll(db, whose, query.scroll_id);
  if (query.scroll_id != null && !scroll) throw new WireError('invalid_scroll_id', { field: 'scroll_id' });
  const size = pageSize(query.size ?? scroll?.size, 'size');
  const again = query.refresh_scroll === true;
  const from = again ? 0 : (scroll?.position ?? 0);
  const limit = again ? Math.min(Math.max(size, scroll?.position ?? 0), MAX_AGAIN) : size;
  const documents = await readRows(db, entity, request, limit, from);
  const position = from + documents.length;
  return { documents, scroll_id: await keepScroll(db, whose, { id: scroll?.id, position, size }) };
}

async function readRows(
  db: Db,
  entity: EntityFields,
  { workspace_id, query, extra }: ListRequest,
  limit: number,
  offset: number,
): Promise<Document[]> {
  const { select, documentOf } = projectionOf(entity, namesOf(query.only_fields));
  const order = orderOf(entity, namesOf(query.order_by));
  const found = conditionsOf(entity, workspace_id, await withProjectsBelow(db, workspace_id, query));
  const table = sql.table(entity.table);
  const of = (column: string) => sql.ref(`${entity.table}.${column}`);
  // Which rows is settled first: parts of documents are read of these alone, not of all that are sorted.
  const rows = await run<Record<string, unknown>>(
    db,
    found,
    (where) => sql`select ${select} from (
      select id, row_number() over () as place from (select ${of('id')} from ${table}
        where ${where} order by ${order} limit ${limit} offset ${offset}) found) page
      join ${table} on ${of('workspace_id')} = ${workspace_id} and ${of('id')} = page.id order by page.place`,
    extra,
  );
  return rows.map(documentOf);
}

/** A regular expression runs in a transaction of its own that ends it in time. */
async function run<Row>(
  db: Db,
  { conditions, regex }: Conditions,
  statement: (where: RawBuilder<unknown>) => RawBuilder<unknown>,
  extra: RawBuilder<boolean> | undefined,
): Promise<Row[]> {
  const query = statement(sql.join(extra ? [...conditions, extra] : conditions, sql` and `));
  const read = async (on: Db) => (await query.execute(on)).rows as Row[];
  if (regex === undefined) return read(db);
  try {
    return await inTransaction(db, async (tx) => {
      await limitPatternTime(tx);
      return read(tx);
    });
  } catch (error) {
    if (isPatternFault(error))
      throw invalidField(regex, 'is not a regular expression, or takes too long to match');
    throw error;
  }
}

const namesOf = (names: readonly string[] | string | null | undefined): readonly string[] =>
  typeof names === 'string' ? [names] : (names ?? []);

function pageSize(asked: number | null | undefined, name: string): number {
  if (asked != null && asked < 1) throw invalidField(name, 'must be at least 1');
  return Math.min(asked ?? MAX_PAGE, MAX_PAGE);
}

const MAX_PAGES = 10_000_000;

function wholeNumber(asked: number | null | undefined, name: string): number {
  if (asked != null && (asked < 0 || asked > MAX_PAGES))
    throw invalidField(name, `must be 0 to ${MAX_PAGES}`);
  return asked ?? 0;
}
