import { useQuery } from '@tanstack/react-query';
import { currentUserQuery } from '../../queries.ts';

/** Whether the page's person may change things in a workspace: everybody but viewers. The server decides again. */
export function useMayWrite(workspace: string): boolean {
  const { data: user } = useQuery(currentUserQuery);
  const role = user?.companies.find(({ id }) => id === workspace)?.role;
  return role !== undefined && role !== 'viewer';
}
