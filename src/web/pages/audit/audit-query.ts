import { queryOptions } from '@tanstack/react-query';
import type { ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';
import { pathBelowBase } from '../../base-path.ts';

export type AuditEvent = ResponseOf<'audit.get_all'>['events'][number];

/** Whose events: the workspace's, one's own account's, or the server's. */
export type Source = 'workspace' | 'own' | 'server';

export interface Filters {
  kinds: readonly string[];
  actor: string | null;
  /** Only what happened in so many days; null for all time. */
  days: number | null;
}

export const EVERYTHING: Filters = { kinds: [], actor: null, days: null };

const PAGE_SIZE = 50;
const DAY_MS = 86_400_000;

/** The filters as the wire takes them. */
const wanted = ({ kinds, actor, days }: Filters) => ({
  kinds: [...kinds],
  actor,
  from: days === null ? null : new Date(Date.now() - days * DAY_MS).toISOString(),
});

/** One page of the log; `after` names the place it begins at. */
export const auditQuery = (workspace: string, source: Source, filters: Filters, after: string | null) =>
  queryOptions({
    queryKey: ['audit', workspace, source, filters, after],
    queryFn: () => {
      const body = { ...wanted(filters), after, page_size: PAGE_SIZE };
      if (source === 'own') return call('audit.get_own', body);
      return source === 'server'
        ? call('audit.get_server', body)
        : call('audit.get_all', body, { workspace });
    },
  });

/** The address of the workspace's log as a file; the browser asks for it with its cookie. */
export function exportAddress(workspace: string, filters: Filters, format: 'ndjson' | 'csv'): string {
  const query = new URLSearchParams({ tenant: workspace, format });
  const { kinds, actor, from } = wanted(filters);
  for (const kind of kinds) query.append('kinds', kind);
  if (actor) query.set('actor', actor);
  if (from) query.set('from', from);
  return `${pathBelowBase('/api/audit.export')}?${query}`;
}
