import type { Filters, Source } from './audit-query.ts';

interface Group {
  name: string;
  kinds: readonly string[];
}

/** What can be chosen of each log; the first is everything. */
const GROUPS: Record<Source, readonly Group[]> = {
  workspace: [
    { name: 'Everything', kinds: [] },
    { name: 'Credentials', kinds: ['credentials', 'auth'] },
    { name: 'Vaults and reveals', kinds: ['vaults'] },
    { name: 'Members and invitations', kinds: ['members', 'invitations', 'service_accounts'] },
    { name: 'Storage', kinds: ['storage', 'storage_access', 'storage_cleanup'] },
    { name: 'Settings', kinds: ['workspaces', 'settings'] },
  ],
  own: [
    { name: 'Everything', kinds: [] },
    { name: 'Sign-ins', kinds: ['sessions'] },
    { name: 'Account', kinds: ['accounts', 'users'] },
    { name: 'Personal vaults', kinds: ['vaults'] },
    { name: 'Storage', kinds: ['storage_access', 'storage_cleanup'] },
  ],
  server: [
    { name: 'Everything', kinds: [] },
    { name: 'Sign-ins', kinds: ['sessions'] },
    { name: 'Accounts', kinds: ['accounts', 'users'] },
    { name: 'Settings and keys', kinds: ['server', 'keys'] },
  ],
};

const TIMES = [
  { name: 'All time', days: null },
  { name: 'Last 7 days', days: 7 },
  { name: 'Last 30 days', days: 30 },
] as const;

interface AuditFiltersProps {
  source: Source;
  filters: Filters;
  people: readonly { id: string; name: string }[];
  onChange: (filters: Filters) => void;
}

/** By kind, person and time. */
export function AuditFilters({ source, filters, people, onChange }: AuditFiltersProps) {
  const groups = GROUPS[source];
  const group = groups.findIndex(({ kinds }) => kinds.join() === filters.kinds.join());
  return (
    <>
      <select
        className="select select-sm"
        aria-label="Filter by kind"
        value={group}
        onChange={(event) => onChange({ ...filters, kinds: groups[Number(event.target.value)]?.kinds ?? [] })}
      >
        {groups.map(({ name }, index) => (
          <option key={name} value={index}>
            {name}
          </option>
        ))}
      </select>
      {source === 'workspace' && (
        <select
          className="select select-sm"
          aria-label="Filter by person"
          value={filters.actor ?? ''}
          onChange={(event) => onChange({ ...filters, actor: event.target.value || null })}
        >
          <option value="">By anybody</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      <select
        className="select select-sm"
        aria-label="Filter by time"
        value={String(filters.days)}
        onChange={(event) => onChange({ ...filters, days: Number(event.target.value) || null })}
      >
        {TIMES.map(({ name, days }) => (
          <option key={name} value={String(days)}>
            {name}
          </option>
        ))}
      </select>
    </>
  );
}
