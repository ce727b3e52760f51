import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MoreFoot } from '../../ui/more-foot.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { Cell, FlowTable, Row } from '../../ui/table.tsx';
import { Day } from '../../ui/when.tsx';
import { useQuiet } from './quiet.ts';
import { SeatsDialog } from './seats-dialog.tsx';
import { type ServerWorkspace, serverWorkspacesQuery } from './workspaces-query.ts';

const COLUMNS = ['Workspace', 'Owners', 'People', 'Seats', 'Made'];
const QUIET_MS = 250;

interface TableProps {
  workspaces: ServerWorkspace[];
  search: string;
  onSeats: (workspace: ServerWorkspace) => void;
}

function WorkspacesTable({ workspaces, search, onSeats }: TableProps) {
  if (workspaces.length === 0) {
    return (
      <div className="empty">
        <Icon name="rooms" />
        <strong>No workspace matches “{search}”</strong>
        <span>Part of a name, or a whole id.</span>
      </div>
    );
  }
  return (
    <FlowTable caption="Workspaces of this server" columns={COLUMNS} actions="Actions">
      {workspaces.map((workspace) => (
        <Row key={workspace.id}>
          <Cell lead>
            <strong>{workspace.name}</strong> {workspace.personal && <span className="badge">Personal</span>}
          </Cell>
          <Cell label="Owners">{workspace.owners.join(', ')}</Cell>
          <Cell label="People">{workspace.people}</Cell>
          <Cell label="Seats">{workspace.seats ?? 'No limit'}</Cell>
          <Cell label="Made">
            <Day time={workspace.created} />
          </Cell>
          <Cell act>
            <IconButton
              icon="pencil"
              label={`Set seats of ${workspace.name}`}
              tip="Set seats"
              tipLeft
              onClick={() => onSeats(workspace)}
            />
          </Cell>
        </Row>
      ))}
    </FlowTable>
  );
}

/** Every workspace with its seats; what is in them is for their members only. */
export function WorkspacesList() {
  const [typed, setTyped] = useState('');
  const [seatsOf, setSeatsOf] = useState<ServerWorkspace | null>(null);
  const search = useQuiet(useDeferredValue(typed.trim()), QUIET_MS);
  const query = useInfiniteQuery({ ...serverWorkspacesQuery(search), placeholderData: keepPreviousData });
  return (
    <section className="panel" aria-label="Workspaces of this server">
      <div className="panel-bar">
        <h2>Workspaces and seats</h2>
        <SearchInput label="Search workspaces" placeholder="Name or id" value={typed} onValue={setTyped} />
      </div>
      <LoadedState query={query} what="workspaces">
        {({ pages }) => (
          <WorkspacesTable
            workspaces={pages.flatMap((page) => page.workspaces)}
            search={search}
            onSeats={setSeatsOf}
          />
        )}
      </LoadedState>
      <MoreFoot query={query}>There are more workspaces.</MoreFoot>
      {seatsOf && <SeatsDialog workspace={seatsOf} onClose={() => setSeatsOf(null)} />}
    </section>
  );
}
