import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { FlowTable } from '../../ui/table.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { type AuditEvent, auditQuery, EVERYTHING, type Filters, type Source } from './audit-query.ts';
import { EventRow } from './event-row.tsx';
import { usePeople } from './use-people.ts';

interface EventTableProps {
  events: readonly AuditEvent[];
  from: boolean;
  filtered: boolean;
}

function EventTable({ events, from, filtered }: EventTableProps) {
  if (events.length === 0)
    return (
      <div className="empty">
        <Icon name="scroll" />
        <strong>{filtered ? 'Nothing matches' : 'Nothing happened yet'}</strong>
        <span>
          {filtered ? 'Choose everything, or a longer time.' : 'What people change will stand here.'}
        </span>
      </div>
    );
  const columns = ['What', 'Who', 'Change', ...(from ? ['From'] : []), 'When'];
  return (
    <FlowTable caption="Audit log" columns={columns}>
      {events.map((event) => (
        <EventRow key={event.id} event={event} from={from} />
      ))}
    </FlowTable>
  );
}

interface AuditLogProps {
  workspace: string;
  source: Source;
  /** Shows addresses. */
  from: boolean;
  filters: Filters;
  onFilters: (filters: Filters) => void;
}

/** The log with its filters, a page at a time. */
export function AuditLog({ workspace, source, from, filters, onFilters }: AuditLogProps) {
  /** Where the page shown and those before it begin. */
  const [places, setPlaces] = useState<readonly (string | null)[]>([null]);
  const query = useQuery({
    ...auditQuery(workspace, source, filters, places.at(-1) ?? null),
    placeholderData: keepPreviousData,
  });
  const people = usePeople(workspace, query.data?.events ?? []);
  const next = query.data?.next;
  const choose = (chosen: Filters) => {
    setPlaces([null]);
    onFilters(chosen);
  };
  return (
    <section className="panel" aria-label="Events" aria-busy={query.isPlaceholderData}>
      <div className="panel-bar">
        <AuditFilters source={source} filters={filters} people={people} onChange={choose} />
      </div>
      <LoadedState query={query} what="the audit log" rows={6}>
        {({ events }) => <EventTable events={events} from={from} filtered={filters !== EVERYTHING} />}
      </LoadedState>
      <div className="panel-foot">
        <span>Page {places.length}, times in your time zone</span>
        <span className="end">
          <Button
            size="sm"
            disabled={places.length === 1}
            onClick={() => setPlaces((all) => all.slice(0, -1))}
          >
            Newer
          </Button>
          <Button
            size="sm"
            disabled={!next || query.isPlaceholderData}
            onClick={() => next && setPlaces((all) => [...all, next])}
          >
            Older
          </Button>
        </span>
      </div>
    </section>
  );
}
