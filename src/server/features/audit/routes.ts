import type { ParsedRequestOf } from '../../../contract/contract.ts';
import { ADMINISTRATORS } from '../../../contract/endpoint.ts';
import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { readTimePlace, writePlace } from '../../http/list-place.ts';
import type { Principal } from '../../http/principal.ts';
import { asCsv, asNdjson, eachBatch } from './event-files.ts';
import {
  listAccountEvents,
  listServerEvents,
  listWorkspaceEvents,
  type StoredEvent,
  type Wanted,
} from './events-store.ts';
import { ownEvent, type ShownEvent, shownEvent } from './shown-event.ts';

type Names = 'audit.get_all' | 'audit.get_own' | 'audit.get_server' | 'audit.export';

/** Addresses and browsers of others are for those who administer the workspace. */
const seesAddresses = ({ role }: Principal) => ({ addresses: ADMINISTRATORS.includes(role) });

export function auditRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, Names> {
  return {
    async 'audit.get_all'(caller, body) {
      const rows = await listWorkspaceEvents(db, caller.workspace.id, wanted(body));
      return pageOf(rows, body.page_size, (row) => shownEvent(row, seesAddresses(caller)));
    },

    async 'audit.get_own'(caller, body) {
      const me = caller.account.id;
      const rows = await listAccountEvents(db, me, wanted(body));
      return pageOf(rows, body.page_size, (row) => ownEvent(row, me));
    },

    async 'audit.get_server'(_caller, body) {
      const rows = await listServerEvents(db, body.account ?? undefined, wanted(body));
      return pageOf(rows, body.page_size, (row) => shownEvent(row, { addresses: true }));
    },

    async 'audit.export'(caller, body) {
      const { id } = caller.workspace;
      const csv = body.format === 'csv';
      const shown = shownBatches(id, body, seesAddresses(caller));
      return {
        file_name: `atrium-audit-${id}.${body.format}`,
        media_type: csv ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
        chunks: csv ? asCsv(shown) : asNdjson(shown),
      };
    },
  };

  async function* shownBatches(workspaceId: string, body: Filters, may: { addresses: boolean }) {
    const list = (page: Wanted) => listWorkspaceEvents(db, workspaceId, page);
    for await (const rows of eachBatch(list, filtersOf(body))) yield rows.map((row) => shownEvent(row, may));
  }
}

type Filters = Pick<ParsedRequestOf<'audit.export'>, 'kinds' | 'actor' | 'from' | 'to'>;

const filtersOf = ({ kinds, actor, from, to }: Filters) => ({
  kinds: kinds ?? [],
  actor: actor ?? undefined,
  from: from ?? undefined,
  to: to ?? undefined,
});

const isEventId = (id: unknown): id is number => Number.isSafeInteger(id);

/** One event more than the page holds tells whether there is another page. */
const wanted = (
  body: Pick<ParsedRequestOf<'audit.get_all'>, keyof Filters | 'after' | 'page_size'>,
): Wanted => ({
  ...filtersOf(body),
  after: readTimePlace(body.after, isEventId),
  limit: body.page_size + 1,
});

function pageOf(rows: StoredEvent[], size: number, show: (row: StoredEvent) => ShownEvent) {
  const page = rows.slice(0, size);
  const last = rows.length > size ? page.at(-1) : undefined;
  return { events: page.map(show), next: last ? writePlace(last.at, last.id) : null };
}
