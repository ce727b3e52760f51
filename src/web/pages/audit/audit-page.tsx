import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type CurrentUser, currentUserQuery } from '../../queries.ts';
import { Icon } from '../../ui/icon.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { AuditLog } from './audit-log.tsx';
import { EVERYTHING, exportAddress, type Filters, type Source } from './audit-query.ts';

type Company = CurrentUser['companies'][number];

const ABOUT: Record<Source, string> = {
  workspace: 'Who changed what in this workspace. It cannot be changed or emptied.',
  own: 'Sign-ins, sessions, password and personal vaults of your account. Nobody in your workspaces sees these.',
  server:
    'Accounts, sign-ins and settings of this server. What happens in workspaces stands in their own logs.',
};

function ExportLinks({ workspace, filters }: { workspace: string; filters: Filters }) {
  return (
    <div className="end">
      {(['ndjson', 'csv'] as const).map((format) => (
        <a
          key={format}
          className="btn"
          href={exportAddress(workspace, filters, format)}
          download
          aria-label={`Download as ${format.toUpperCase()}`}
        >
          <Icon name="save" />
          {format.toUpperCase()}
        </a>
      ))}
    </div>
  );
}

function Audit({ company, serverAdmin }: { company: Company; serverAdmin: boolean }) {
  const [source, setSource] = useState<Source>('workspace');
  const [filters, setFilters] = useState(EVERYTHING);
  const administers = company.role === 'owner' || company.role === 'administrator';
  const choose = (chosen: Source) => {
    setSource(chosen);
    setFilters(EVERYTHING);
  };
  const sources = [
    { value: 'workspace', name: company.name, icon: 'rooms' },
    { value: 'own', name: 'Your account', icon: 'user' },
    ...(serverAdmin ? [{ value: 'server', name: 'This server', icon: 'users' } as const] : []),
  ] as const;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Audit log</h1>
          <p>
            {ABOUT[source]}
            {source === 'workspace' && !administers && ' Its administrators see addresses too.'}
          </p>
        </div>
        {source === 'workspace' && <ExportLinks workspace={company.id} filters={filters} />}
      </div>
      <Segmented legend="Which log" options={sources} value={source} onChange={choose} />
      <AuditLog
        key={source}
        workspace={company.id}
        source={source}
        from={source !== 'workspace' || administers}
        filters={filters}
        onFilters={setFilters}
      />
    </>
  );
}

/** What happened in the workspace of the address. */
export function AuditPage() {
  const { workspace } = useParams({ from: '/shell/w/$workspace/audit' });
  const { data: user } = useQuery(currentUserQuery);
  const mine = user?.companies.find(({ id }) => id === workspace);
  return mine && user ? (
    <Audit key={mine.id} company={mine} serverAdmin={user.server_admin} />
  ) : (
    <NotFoundPage />
  );
}
