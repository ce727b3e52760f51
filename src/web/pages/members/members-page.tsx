import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { currentUserQuery, type Workspace, workspacesQuery } from '../../queries.ts';
import { LoadedState } from '../../ui/states.tsx';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { rightsIn } from './member-rights.ts';
import { MembersSection } from './members-section.tsx';
import { ServiceSection } from './service-section.tsx';

function seats({ allocated, allowed }: Workspace): string {
  if (allowed !== null) return `${allocated} of ${allowed} users`;
  return allocated === 1 ? '1 user' : `${allocated} users`;
}

function Members({ workspace, me }: { workspace: Workspace; me: string }) {
  const rights = rightsIn(workspace, me);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Members</h1>
          <p>
            Who works in {workspace.name}. Workspace has {seats(workspace)}.
          </p>
        </div>
      </div>
      <MembersSection workspace={workspace} rights={rights} />
      <ServiceSection workspace={workspace} rights={rights} />
    </>
  );
}

/** The members of the workspace in the address; someone else's is as unknown as one that does not exist. */
export function MembersPage() {
  const { workspace } = useParams({ from: '/shell/w/$workspace/members' });
  const { data: user } = useQuery(currentUserQuery);
  const workspaces = useQuery(workspacesQuery);
  if (!user?.companies.some(({ id }) => id === workspace)) return <NotFoundPage />;
  return (
    <LoadedState query={workspaces} what="members">
      {(list) => {
        const mine = list.find(({ id }) => id === workspace);
        return mine ? <Members key={mine.id} workspace={mine} me={user.id} /> : <NotFoundPage />;
      }}
    </LoadedState>
  );
}
