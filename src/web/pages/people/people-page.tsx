import { useQuery } from '@tanstack/react-query';
import { currentUserQuery } from '../../queries.ts';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { PeopleList } from './people-list.tsx';
import { WorkspacesList } from './workspaces-list.tsx';

/** The accounts of this server, for those who administer it; to everyone else the page does not exist. */
export function PeoplePage() {
  const { data: user } = useQuery(currentUserQuery);
  if (!user?.server_admin) return <NotFoundPage />;
  return (
    <>
      <PeopleList user={user} />
      <WorkspacesList />
    </>
  );
}
